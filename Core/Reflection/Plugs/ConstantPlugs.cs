using System;
using Core.Types;
using Internal.Metadata.NativeFormat;

namespace Core.Reflection.Plugs;

/// <summary>Constants in the descriptions.</summary>
internal static unsafe class ConstantPlugs
{
    // The original passes the address of a variable as an integer.
    [Plug("System.Reflection.Runtime.General.NativeFormatMetadataReaderExtensions", "ParseEnumConstantValue", Hash = "b806f7f4b93a7987")]
    private static Exception? ParseEnumConstant(ConstantEnumValueHandle handle, MetadataReader reader, out object? value)
    {
        value = null;
        ConstantEnumValue constant = handle.GetConstantEnumValue(reader);
        MethodTable* type = constant.Type.HandleType == HandleType.TypeDefinition ? ImageMetadata.TypeOf(ImageMetadata.OffsetOf(constant.Type)) : null;
        if (type == null)
            return new NotSupportedException("The type of an enumeration constant is not in the image: mention it in the program's source.");
        value = Enum.ToObject(Type.GetTypeFromHandle(ImageMetadata.HandleOf(type))!, NumberOf(constant.Value, reader));
        return null;
    }

    private static object NumberOf(Handle number, MetadataReader reader) => number.HandleType switch
    {
        HandleType.ConstantSByteValue => (object)number.ToConstantSByteValueHandle(reader).GetConstantSByteValue(reader).Value,
        HandleType.ConstantByteValue => (object)number.ToConstantByteValueHandle(reader).GetConstantByteValue(reader).Value,
        HandleType.ConstantInt16Value => (object)number.ToConstantInt16ValueHandle(reader).GetConstantInt16Value(reader).Value,
        HandleType.ConstantUInt16Value => (object)number.ToConstantUInt16ValueHandle(reader).GetConstantUInt16Value(reader).Value,
        HandleType.ConstantInt32Value => (object)number.ToConstantInt32ValueHandle(reader).GetConstantInt32Value(reader).Value,
        HandleType.ConstantUInt32Value => (object)number.ToConstantUInt32ValueHandle(reader).GetConstantUInt32Value(reader).Value,
        HandleType.ConstantInt64Value => (object)number.ToConstantInt64ValueHandle(reader).GetConstantInt64Value(reader).Value,
        HandleType.ConstantUInt64Value => (object)number.ToConstantUInt64ValueHandle(reader).GetConstantUInt64Value(reader).Value,
        _ => throw new BadImageFormatException($"constant of kind {number.HandleType} of an enumeration"),
    };
}
