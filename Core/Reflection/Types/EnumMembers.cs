using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Runtime.General;
using Internal.Metadata.NativeFormat;

namespace Core.Reflection.Types;

/// <summary>Names and values of an enumeration from its description: of one without a MethodTable nothing else knows them.</summary>
internal static class EnumMembers
{
    /// <param name="values">Boxed as unsigned integers of the underlying size, not sorted.</param>
    public static void Read(TypeDefinitionHandle type, out string[] names, out object[] values, out bool isFlags)
    {
        MetadataReader reader = ImageMetadata.Reader;
        TypeDefinition definition = type.GetTypeDefinition(reader);
        var foundNames = new List<string>();
        var foundValues = new List<object>();
        foreach (FieldHandle handle in definition.Fields)
        {
            Field field = handle.GetField(reader);
            if ((field.Flags & FieldAttributes.Literal) == 0)
                continue;
            foundNames.Add(field.Name.GetString(reader));
            foundValues.Add(Value(field.DefaultValue, reader));
        }

        names = foundNames.ToArray();
        values = foundValues.ToArray();
        isFlags = HasFlagsAttribute(definition, reader);
    }

    private static object Value(Handle constant, MetadataReader reader) => constant.HandleType switch
    {
        HandleType.ConstantSByteValue => (object)(byte)constant.ToConstantSByteValueHandle(reader).GetConstantSByteValue(reader).Value,
        HandleType.ConstantByteValue => constant.ToConstantByteValueHandle(reader).GetConstantByteValue(reader).Value,
        HandleType.ConstantInt16Value => (ushort)constant.ToConstantInt16ValueHandle(reader).GetConstantInt16Value(reader).Value,
        HandleType.ConstantUInt16Value => constant.ToConstantUInt16ValueHandle(reader).GetConstantUInt16Value(reader).Value,
        HandleType.ConstantInt32Value => (uint)constant.ToConstantInt32ValueHandle(reader).GetConstantInt32Value(reader).Value,
        HandleType.ConstantUInt32Value => constant.ToConstantUInt32ValueHandle(reader).GetConstantUInt32Value(reader).Value,
        HandleType.ConstantInt64Value => (ulong)constant.ToConstantInt64ValueHandle(reader).GetConstantInt64Value(reader).Value,
        HandleType.ConstantUInt64Value => (object)constant.ToConstantUInt64ValueHandle(reader).GetConstantUInt64Value(reader).Value,
        _ => throw new BadImageFormatException($"constant of kind {constant.HandleType} in an enumeration"),
    };

    private static bool HasFlagsAttribute(TypeDefinition definition, MetadataReader reader)
    {
        foreach (CustomAttributeHandle handle in definition.CustomAttributes)
        {
            Handle constructor = handle.GetCustomAttribute(reader).Constructor;
            if (constructor.HandleType != HandleType.QualifiedMethod)
                continue;
            TypeDefinition owner = constructor.ToQualifiedMethodHandle(reader).GetQualifiedMethod(reader).EnclosingType.GetTypeDefinition(reader);
            if (owner.Name.GetString(reader) == nameof(FlagsAttribute))
                return true;
        }

        return false;
    }
}
