using System.Text;

namespace Goico.Wasm.Native;

/// <summary>
/// Writes types of the component model, for comparing and for showing: as WIT does
/// (https://component-model.bytecodealliance.org/design/wit.html), without names of parameters and with records,
/// variants and enums in place. What is longer than any type of ours is cut, because shared types can make the text
/// grow without measure.
/// </summary>
internal sealed unsafe class ComponentTypeText
{
    private const int MaxLength = 2000;
    private const char Cut = '…';

    private readonly ComponentTypes _types;
    private readonly StringBuilder _text = new();

    private ComponentTypeText(ComponentTypes types) => _types = types;

    public static string OfFunction(nint type, ComponentTypes types)
    {
        var writer = new ComponentTypeText(types);
        writer.Function(type);
        return writer._text.ToString();
    }

    private void Function(nint type)
    {
        _text.Append(NativeMethods.wasmtime_component_func_type_async(type) != 0 ? "async func(" : "func(");
        nuint count = NativeMethods.wasmtime_component_func_type_param_count(type);
        for (nuint i = 0; i < count && Begin(i); i++)
        {
            byte* name;
            nuint length;
            NativeValueType parameter;
            if (NativeMethods.wasmtime_component_func_type_param_nth(type, i, &name, &length, &parameter) != 0)
            {
                Value(&parameter);
            }
        }
        _text.Append(')');
        NativeValueType result;
        if (NativeMethods.wasmtime_component_func_type_result(type, &result) != 0)
        {
            _text.Append(" -> ");
            Value(&result);
        }
    }

    /// <summary>Writes a type and deletes it.</summary>
    private void Value(NativeValueType* type)
    {
        if (_text.Length > MaxLength)
        {
            _text.Append(Cut);
        }
        else
        {
            Write(type->Kind, type->Type);
        }
        NativeMethods.wasmtime_component_valtype_delete(type);
    }

    private void Write(NativeValueKind kind, nint type)
    {
        switch (kind)
        {
            case NativeValueKind.List:
                NativeValueType element;
                NativeMethods.wasmtime_component_list_type_element(type, &element);
                Wrapped("list<", &element);
                break;
            case NativeValueKind.Option:
                NativeValueType some;
                NativeMethods.wasmtime_component_option_type_ty(type, &some);
                Wrapped("option<", &some);
                break;
            case NativeValueKind.Record:
                Record(type);
                break;
            case NativeValueKind.Tuple:
                Tuple(type);
                break;
            case NativeValueKind.Variant:
                Variant(type);
                break;
            case NativeValueKind.Enum:
                Enum(type);
                break;
            case NativeValueKind.Result:
                Result(type);
                break;
            case NativeValueKind.Own:
                _text.Append("own<").Append(_types.ResourceName(type)).Append('>');
                break;
            case NativeValueKind.Borrow:
                _text.Append("borrow<").Append(_types.ResourceName(type)).Append('>');
                break;
            default:
                _text.Append(Name(kind));
                break;
        }
    }

    private static string Name(NativeValueKind kind) => kind switch
    {
        <= NativeValueKind.String => kind.ToString().ToLowerInvariant(),
        NativeValueKind.Flags => "flags",
        _ => "?",
    };

    private void Wrapped(string before, NativeValueType* inner)
    {
        _text.Append(before);
        Value(inner);
        _text.Append('>');
    }

    private void Record(nint type)
    {
        _text.Append("record{");
        nuint count = NativeMethods.wasmtime_component_record_type_field_count(type);
        for (nuint i = 0; i < count && Begin(i); i++)
        {
            byte* name;
            nuint length;
            NativeValueType field;
            if (NativeMethods.wasmtime_component_record_type_field_nth(type, i, &name, &length, &field) != 0)
            {
                Append(name, length);
                _text.Append(": ");
                Value(&field);
            }
        }
        _text.Append('}');
    }

    private void Tuple(nint type)
    {
        _text.Append("tuple<");
        nuint count = NativeMethods.wasmtime_component_tuple_type_types_count(type);
        for (nuint i = 0; i < count && Begin(i); i++)
        {
            NativeValueType item;
            if (NativeMethods.wasmtime_component_tuple_type_types_nth(type, i, &item) != 0)
            {
                Value(&item);
            }
        }
        _text.Append('>');
    }

    private void Variant(nint type)
    {
        _text.Append("variant{");
        nuint count = NativeMethods.wasmtime_component_variant_type_case_count(type);
        for (nuint i = 0; i < count && Begin(i); i++)
        {
            byte* name;
            nuint length;
            byte hasPayload;
            NativeValueType payload;
            if (NativeMethods.wasmtime_component_variant_type_case_nth(
                type, i, &name, &length, &hasPayload, &payload) == 0)
            {
                continue;
            }
            Append(name, length);
            if (hasPayload != 0)
            {
                _text.Append('(');
                Value(&payload);
                _text.Append(')');
            }
        }
        _text.Append('}');
    }

    private void Enum(nint type)
    {
        _text.Append("enum{");
        nuint count = NativeMethods.wasmtime_component_enum_type_names_count(type);
        for (nuint i = 0; i < count && Begin(i); i++)
        {
            byte* name;
            nuint length;
            if (NativeMethods.wasmtime_component_enum_type_names_nth(type, i, &name, &length) != 0)
            {
                Append(name, length);
            }
        }
        _text.Append('}');
    }

    private void Result(nint type)
    {
        NativeValueType ok;
        NativeValueType error;
        bool hasOk = NativeMethods.wasmtime_component_result_type_ok(type, &ok) != 0;
        bool hasError = NativeMethods.wasmtime_component_result_type_err(type, &error) != 0;
        _text.Append("result");
        if (!hasOk && !hasError)
        {
            return;
        }
        _text.Append('<');
        if (hasOk)
        {
            Value(&ok);
        }
        else
        {
            _text.Append('_');
        }
        if (hasError)
        {
            _text.Append(", ");
            Value(&error);
        }
        _text.Append('>');
    }

    /// <summary>Separates items, and says whether another is still worth writing.</summary>
    private bool Begin(nuint index)
    {
        if (_text.Length > MaxLength)
        {
            _text.Append(Cut);
            return false;
        }
        if (index > 0)
        {
            _text.Append(", ");
        }
        return true;
    }

    private void Append(byte* name, nuint length) => _text.Append(Encoding.UTF8.GetString(name, (int)length));
}
