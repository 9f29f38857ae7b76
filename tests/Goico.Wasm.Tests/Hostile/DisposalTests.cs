namespace Goico.Wasm.Tests.Hostile;

/// <summary>Engines and guests that are disposed while others still use them.</summary>
public sealed class DisposalTests
{
    private const int Threads = 4;

    [Fact]
    public void Dispose_EngineWhileManyBeginRuns_EndsEachAsAnOutcomeOrAsDisposed()
    {
        for (int round = 0; round < 40; round++)
        {
            var engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 8 });
            Guest guest = Load(engine, EngineFixture.Bytes("echo.wat"));
            InThreads(engine.Dispose, () =>
            {
                GuestOutcome outcome = guest.Run(new GuestCall { Input = "{}"u8.ToArray() });
                Assert.True(outcome is GuestOutcome.Returned or GuestOutcome.Cancelled, outcome.ToString());
            });
            guest.Dispose();
        }
    }

    [Fact]
    public void Dispose_EngineWhileManyLoad_EndsEachAsLoadedOrAsDisposed()
    {
        byte[] module = EngineFixture.Bytes("echo.wat");
        byte[] component = ComponentText.Bytes();
        for (int round = 0; round < 20; round++)
        {
            var engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 8 });
            InThreads(engine.Dispose, () =>
            {
                Load(engine, module).Dispose();
                Load(engine, component).Dispose();
            });
        }
    }

    [Fact]
    public void Dispose_GuestWhileManyRunIt_LetsEachEnd()
    {
        using var engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 8 });
        for (int round = 0; round < 200; round++)
        {
            Guest guest = Load(engine, EngineFixture.Bytes("echo.wat"));
            InThreads(guest.Dispose, () =>
                Assert.Equal("{}", EngineFixture.Text(guest.Run(new GuestCall { Input = "{}"u8.ToArray() }))));
        }
    }

    /// <summary>Repeats an action on several threads until each is told that its object is disposed.</summary>
    private static void InThreads(Action dispose, Action repeated)
    {
        using var begun = new CountdownEvent(Threads);
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            try
            {
                repeated();
                begun.Signal();
                while (true)
                {
                    repeated();
                }
            }
            catch (ObjectDisposedException)
            {
                // As it is to be.
            }
            catch (Exception unexpected)
            {
                fault = unexpected;
                begun.Reset(0);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        begun.Wait(TestContext.Current.CancellationToken);
        dispose();
        Array.ForEach(threads, thread => thread.Join());
        Assert.Null(fault);
    }

    private static Guest Load(WasmEngine engine, byte[] wasm) =>
        Assert.IsType<GuestCompilation.Loaded>(engine.Load(wasm)).Guest;
}
