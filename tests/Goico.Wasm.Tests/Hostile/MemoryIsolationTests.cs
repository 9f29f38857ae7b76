using CsCheck;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>
/// What one instance leaves in memory, no later one finds: whichever way a slot is cleaned, and whatever programs of
/// whatever sizes take turns on it.
/// </summary>
public sealed class MemoryIsolationTests
{
    private const int Slots = 2;

    // Pages of 64 KiB at the start, pages to grow by, and bytes of data of its own.
    private static readonly (int Pages, int More, int Data)[] Programs =
    [
        (1, 0, 0), (1, 0, 4000), (1, 1, 0), (1, 15, 4000), (2, 30, 0), (17, 15, 100), (40, 0, 0), (1, 99, 4000),
    ];

    /// <summary>The ways of <see cref="Goico.Wasm.Memories.SlotCleaner"/>, and the engine's own pool.</summary>
    public static TheoryData<int, bool, bool> Ways => new()
    {
        // Bytes kept, whether the kernel is asked for touched pages, whether the pool is the engine's.
        { 1 << 20, true, false },
        { 64 << 20, true, false },
        { 0, true, false },
        { 1 << 20, false, false },
        { 64 << 20, false, false },
        { 0, false, false },
        { 100_001, false, false },
        { 1 << 20, true, true },
        { 0, true, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Run_ProgramsOfManySizesOnFewSlots_FindNothingButTheirOwnData(int kept, bool scans, bool enginePool)
    {
        using var engine = new WasmEngine(new WasmEngineOptions
        {
            MaxConcurrentInstances = Slots,
            KeepResidentBytes = kept,
            ScanPages = scans,
            UseEnginePool = enginePool,
        });
        Guest[] guests = [.. Programs.Select(program => Assert.IsType<GuestCompilation.Loaded>(
            engine.Load(Reader(program.Pages, program.More, program.Data))).Guest)];

        // How far apart the bytes are that it leaves behind: everything, or one byte here and there.
        int[] distances = [1, 4096, 12_289, 500_000];
        Gen<int> strides = Gen.Int[0, distances.Length - 1].Select(i => distances[i]);
        Gen.Select(Gen.Int[0, Programs.Length - 1], strides).Array[1, 12].Sample(
            runs =>
            {
                foreach ((int program, int stride) in runs)
                {
                    GuestOutcome outcome = guests[program].Run(new GuestCall { Input = BitConverter.GetBytes(stride) });
                    Assert.Equal(0ul, EngineFixture.Code(outcome));
                }
            },
            iter: 60,
            threads: 3);

        if (!enginePool && engine.Memories is { } memories)
        {
            Assert.InRange(memories.SlotCount, 1, Slots);
        }
        Array.ForEach(guests, guest => guest.Dispose());
    }

    /// <summary>
    /// A module that answers with the bytes it finds which it did not put there, in its memory, a global and a table,
    /// and then writes all over them.
    /// </summary>
    private static byte[] Reader(int pages, int more, int data) => WasmText.ToBinary($$"""
        (module
          (memory (export "memory") {{pages}})
          (global $kept (mut i64) (i64.const 0))
          (table $t 50 funcref)
          (func $f)
          (elem declare func $f)
          (data (i32.const 0) "{{new string('D', data)}}")
          (func (export "malloc") (param i32) (result i32) (i32.const 8192))
          (func $found (param $from i32) (param $to i32) (result i64) (local $n i64)
            (block $end
              (loop $next
                (br_if $end (i32.ge_u (local.get $from) (local.get $to)))
                (if (i64.ne (i64.load (local.get $from)) (i64.const 0))
                  (then (local.set $n (i64.add (local.get $n) (i64.const 1)))))
                (local.set $from (i32.add (local.get $from) (i32.const 8)))
                (br $next)))
            (local.get $n))
          (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
            (local $stride i32) (local $at i32) (local $n i64)
            (local.set $stride (i32.load (local.get $p)))
            (i32.store (local.get $p) (i32.const 0))
            (block $own
              (loop $next
                (br_if $own (i32.ge_u (local.get $at) (i32.const {{data}})))
                (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 68))
                  (then (local.set $n (i64.add (local.get $n) (i64.const 1)))))
                (i32.store8 (local.get $at) (i32.const 0))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $next)))
            (local.set $n (i64.add (local.get $n) (call $found (i32.const 0) (i32.mul (memory.size) (i32.const 65536)))))
            (local.set $at (i32.mul (memory.size) (i32.const 65536)))
            (if (i32.eq (memory.grow (i32.const {{more}})) (i32.const -1)) (then unreachable))
            (local.set $n (i64.add (local.get $n)
              (call $found (local.get $at) (i32.mul (memory.size) (i32.const 65536)))))
            (local.set $n (i64.add (local.get $n) (global.get $kept)))
            (local.set $at (i32.const 0))
            (loop $next
              (if (i32.eqz (ref.is_null (table.get $t (local.get $at))))
                (then (local.set $n (i64.add (local.get $n) (i64.const 1)))))
              (table.set $t (local.get $at) (ref.func $f))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br_if $next (i32.lt_u (local.get $at) (i32.const 50))))
            (global.set $kept (i64.const 1))
            (if (i32.eq (local.get $stride) (i32.const 1))
              (then (memory.fill (i32.const 0) (i32.const 83) (i32.mul (memory.size) (i32.const 65536))))
              (else
                (local.set $at (i32.const 4095))
                (block $end
                  (loop $next
                    (br_if $end (i32.ge_u (local.get $at) (i32.mul (memory.size) (i32.const 65536))))
                    (i32.store8 (local.get $at) (i32.const 83))
                    (local.set $at (i32.add (local.get $at) (local.get $stride)))
                    (br $next)))))
            (i64.store (local.get $ret) (local.get $n))
            (i64.store offset=8 (local.get $ret) (i64.const 0))))
        """);
}
