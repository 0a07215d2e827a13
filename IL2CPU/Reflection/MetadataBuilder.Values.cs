using System;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    /// <summary>The value of a literal field or of an optional parameter; of an enum as its underlying type.</summary>
    private int Constant(ModuleDesc module, ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return 0;
        }

        Constant row = module.Reader.GetConstant(handle);
        return Value(module.Reader.GetBlobReader(row.Value).ReadConstant(row.TypeCode));
    }

    /// <summary>A string, a boxed primitive or null.</summary>
    private int Value(object? value)
    {
        if (value is string text)
        {
            return _records.String(text);
        }

        _records.Begin();
        if (value is null)
        {
            return _records.Share(RecordKind.ConstantReferenceValue);
        }

        RecordKind kind = KindOf(Type.GetTypeCode(value.GetType()));
        Write(value);
        return _records.Share(kind);
    }

    /// <summary>Kind of the record of one primitive; that of an array is the one before.</summary>
    private static RecordKind KindOf(TypeCode code) => code switch
    {
        TypeCode.Boolean => RecordKind.ConstantBooleanValue,
        TypeCode.Char => RecordKind.ConstantCharValue,
        TypeCode.SByte => RecordKind.ConstantSByteValue,
        TypeCode.Byte => RecordKind.ConstantByteValue,
        TypeCode.Int16 => RecordKind.ConstantInt16Value,
        TypeCode.UInt16 => RecordKind.ConstantUInt16Value,
        TypeCode.Int32 => RecordKind.ConstantInt32Value,
        TypeCode.UInt32 => RecordKind.ConstantUInt32Value,
        TypeCode.Int64 => RecordKind.ConstantInt64Value,
        TypeCode.UInt64 => RecordKind.ConstantUInt64Value,
        TypeCode.Single => RecordKind.ConstantSingleValue,
        TypeCode.Double => RecordKind.ConstantDoubleValue,
        _ => throw new BadImageFormatException($"a constant of type {code}"),
    };

    private void Write(object value)
    {
        switch (value)
        {
            case bool number:
                _records.Byte(number ? (byte)1 : (byte)0);
                break;
            case sbyte number:
                _records.Byte((byte)number);
                break;
            case byte number:
                _records.Byte(number);
                break;
            case char number:
                _records.Unsigned((uint)number);
                break;
            case short number:
                _records.Signed((int)number);
                break;
            case ushort number:
                _records.Unsigned((uint)number);
                break;
            case int number:
                _records.Signed(number);
                break;
            case uint number:
                _records.Unsigned(number);
                break;
            case long number:
                _records.Signed(number);
                break;
            case ulong number:
                _records.Unsigned(number);
                break;
            case float number:
                _records.Bytes(BitConverter.GetBytes(number));
                break;
            default:
                _records.Bytes(BitConverter.GetBytes((double)value));
                break;
        }
    }
}
