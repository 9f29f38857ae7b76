using System.Text.Unicode;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>The life of one instance by the component ABI: it is made, and its handler called with the input.</summary>
internal static unsafe class ComponentRun
{
    private const uint FailureCode = 1;

    public static GuestOutcome Run(in Sandbox sandbox, ComponentProgram program, RunState run)
    {
        if (!Utf8.IsValid(run.Input.Span))
        {
            return new GuestOutcome.HostFault("The input is not valid UTF-8, which a component's must be.");
        }
        NativeComponentInstance instance;
        using (NativeFault fault = program.Instantiate(sandbox.Context, out instance))
        {
            if (fault.IsSome)
            {
                return ComponentFaults.ReadAtStart(run, fault);
            }
        }
        NativeComponentFunction handler = program.HandlerOf(sandbox.Context, instance);
        ComponentValue result = default;
        using (NativeFault fault = Call(sandbox.Context, &handler, run.Input.Span, &result))
        {
            if (fault.IsSome)
            {
                return ComponentFaults.ReadInCall(run, fault);
            }
        }
        GuestOutcome outcome = Read(result, program.HasCode, run);
        NativeMethods.wasmtime_component_val_delete(&result);
        return outcome;
    }

    private static NativeFault Call(
        nint context, NativeComponentFunction* handler, ReadOnlySpan<byte> input, ComponentValue* result)
    {
        fixed (byte* text = input)
        {
            // The engine only reads it, so it need not be a copy that the engine could own.
            var argument = new ComponentValue
            {
                Kind = ComponentValueKind.String,
                Text = new ByteVector { Length = (nuint)input.Length, Data = text },
            };
            return new NativeFault(
                NativeMethods.wasmtime_component_func_call(handler, context, &argument, 1, result, 1), 0);
        }
    }

    private static GuestOutcome Read(in ComponentValue result, bool hasCode, RunState run)
    {
        bool isOk = result.Byte != 0;
        ComponentValue* outcome = result.Outcome;
        if (isOk || !hasCode)
        {
            return Return(isOk ? 0 : FailureCode, outcome->Text, run);
        }
        ulong code = outcome->Fields.Data[0].Value.UInt64;
        return code != 0 ? Return(code, outcome->Fields.Data[1].Value.Text, run)
            : new GuestOutcome.BadResult("The program failed with the code 0, which means success.");
    }

    private static GuestOutcome Return(ulong code, in ByteVector text, RunState run) =>
        text.Length > (nuint)run.Limits.OutputBytes
            ? new GuestOutcome.OutputTooLarge(run.Limits.OutputBytes)
            : new GuestOutcome.Returned(code, text.Length == 0 ? ReadOnlyMemory<byte>.Empty : text.Bytes.ToArray());
}
