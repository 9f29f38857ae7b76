using System.Text;
using CsCheck;

namespace Goico.Wasm.Tests;

public sealed class PropertyTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[0, 400];

    [Fact]
    public void Run_AnyInput_ComesBackIfItIsUtf8AndIsABadResultElse()
    {
        using Guest guest = engine.Load("echo.wat");

        Gen.OneOf(Bytes, Gen.String.Select(Encoding.UTF8.GetBytes)).Sample(input =>
        {
            GuestOutcome outcome = guest.Run(new GuestCall { Input = input });
            if (System.Text.Unicode.Utf8.IsValid(input))
            {
                Assert.Equal(input, Assert.IsType<GuestOutcome.Returned>(outcome).Result.ToArray());
            }
            else
            {
                Assert.IsType<GuestOutcome.BadResult>(outcome);
            }
        }, iter: 2000);
    }

    [Fact]
    public void Run_AnyLogAndAnyLimit_KeepsValidTextWithinIt()
    {
        using Guest guest = engine.Load("log-input.wat");

        Gen<byte[]> texts = Gen.OneOf(Bytes, Gen.String.Select(Encoding.UTF8.GetBytes));
        Gen.Select(texts, Gen.Int[0, 600]).Sample((input, limit) =>
        {
            GuestOutcome outcome = guest.Run(new GuestCall
            {
                Input = input,
                Limits = new GuestLimits { LogBytes = limit },
            });
            Assert.InRange(outcome.Logs.Sum(line => line.Utf8.Length), 0, limit);
            Assert.All(outcome.Logs, line => Assert.True(System.Text.Unicode.Utf8.IsValid(line.Utf8.Span)));
            string repaired = Encoding.UTF8.GetString(input);
            Assert.All(outcome.Logs, line => Assert.StartsWith(
                outcome.LogsTruncated ? line.Text.TrimEnd('\ufffd') : line.Text, repaired, StringComparison.Ordinal));
            Assert.True(outcome.LogsTruncated || outcome.Logs.Count == 2);
        }, iter: 2000);
    }

    [Fact]
    public void Inspect_ModuleWithChangedBytes_IsAnAnswerNeverAnException()
    {
        byte[] good = EngineFixture.Bytes("order_core_c.wasm");

        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] bad = [.. good];
            foreach ((int position, byte value) in changes)
            {
                bad[position] = value;
            }
            if (engine.Engine.Load(bad) is GuestCompilation.Loaded { Guest: var guest })
            {
                using (guest)
                {
                    GuestOutcome outcome = guest.Run(new GuestCall
                    {
                        Input = "{}"u8.ToArray(),
                        Limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(20) },
                    });
                    Assert.IsNotType<GuestOutcome.HostFault>(outcome);
                }
            }
        }, iter: 40, threads: 2);
    }
}
