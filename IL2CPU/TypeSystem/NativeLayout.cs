using System;
using System.Collections.Generic;
using System.Reflection;
using Abi;

namespace IL2CPU.TypeSystem;

/// <summary>A part of a type's native form.</summary>
/// <param name="ManagedOffset">From the first field.</param>
/// <param name="Count">As <see cref="MarshalStep.Count"/>.</param>
/// <param name="ArrayType">Of an array: its type.</param>
public readonly record struct NativeStep(MarshalKind Kind, int ManagedOffset, int NativeOffset, int Count, TypeDesc? ArrayType = null);

/// <summary>How a type looks to native code, as the marshaller of .NET lays it out on Unix.</summary>
/// <remarks>Sequential and explicit layout; the fields' form follows from their type, [MarshalAs] and the type's character set.</remarks>
public sealed class NativeLayout
{
    private const int HeaderSize = 8;

    // Types of unmanaged values: ECMA-335 II.23.2.9 and System.Runtime.InteropServices.UnmanagedType.
    private const byte NativeBool = 0x02;
    private const byte NativeI1 = 0x03;
    private const byte NativeU1 = 0x04;
    private const byte NativeI2 = 0x05;
    private const byte NativeU2 = 0x06;
    private const byte NativeText = 0x14;
    private const byte NativeWideText = 0x15;
    private const byte NativeAutoText = 0x16;
    private const byte NativeFixedText = 0x17;
    private const byte NativeFixedArray = 0x1E;
    private const byte NativeUtf8Text = 0x30;

    private readonly TypeDesc _type;
    private readonly NativeLayout? _outer;
    private readonly List<NativeStep> _steps = [];
    private readonly List<(string Name, int Offset)> _fields = [];
    private readonly bool _isWide;
    private readonly bool _isExplicit;
    private readonly int _pack;
    private int _end;

    private NativeLayout(TypeDesc type, NativeLayout? outer)
    {
        _type = type;
        _outer = outer;
        TypeAttributes flags = type.MetadataFlags;
        _isWide = (flags & TypeAttributes.StringFormatMask) == TypeAttributes.UnicodeClass;
        _isExplicit = (flags & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout;
        _pack = type.DeclaredLayout.Pack is > 0 and var pack ? pack : int.MaxValue;
    }

    public int Size { get; private set; }

    public int Alignment { get; private set; } = 1;

    /// <summary>Those of nested structures in their place.</summary>
    public IReadOnlyList<NativeStep> Steps => _steps;

    /// <summary>The type's own fields and those of its base classes.</summary>
    public IReadOnlyList<(string Name, int Offset)> Fields => _fields;

    /// <summary>Null when the type has no native form.</summary>
    public static NativeLayout? Of(TypeDesc type) => Of(type, null);

    private static NativeLayout? Of(TypeDesc type, NativeLayout? outer)
    {
        // An object with layout may have a field of its own type, but cannot lie in itself.
        for (NativeLayout? around = outer; around is not null; around = around._outer)
        {
            if (around._type == type)
                return null;
        }

        if (type.IsGenericDefinition || type.ContainsGenericParameters || type.IsVoid || type.IsDelegate || type.IsEnum || type.IsByRefLike)
            return null;
        bool hasLayout = (type.MetadataFlags & TypeAttributes.LayoutMask) is TypeAttributes.SequentialLayout or TypeAttributes.ExplicitLayout;
        if (type.Def is null || !(type.IsPrimitive || (hasLayout && (type.IsValueType || type.IsClass))))
            return null;
        var layout = new NativeLayout(type, outer);
        return layout.Build() ? layout : null;
    }

    private bool Build()
    {
        if (_type.IsPrimitive)
            return BuildPrimitive();
        if (_type.IsInlineArray || (!_type.IsValueType && !AddBase(_type.BaseType)))
            return false;
        foreach (FieldDesc field in _type.Fields)
        {
            if (!field.IsStatic && !Add(field))
                return false;
        }

        Size = Math.Max(Math.Max(AlignUp(_end, Alignment), _type.DeclaredLayout.Size), 1);
        JoinCopies();
        return true;
    }

    private bool BuildPrimitive()
    {
        foreach (FieldDesc field in _type.Fields)
        {
            if (!field.IsStatic)
                _fields.Add((field.Name, 0));
        }

        Place(0, [], _type, 0, out MarshalKind kind, out int size, out int alignment);
        _steps.Add(new NativeStep(kind, 0, 0, size));
        Size = size;
        Alignment = alignment;
        return size > 0;
    }

    private bool AddBase(TypeDesc? parent)
    {
        if (parent is null || parent.IsObject)
            return parent is not null;
        if (Of(parent, this) is not { } layout)
            return false;
        _steps.AddRange(layout._steps);
        _fields.AddRange(layout._fields);
        _end = layout.Size;
        Alignment = layout.Alignment;
        return true;
    }

    private bool Add(FieldDesc field)
    {
        int managed = field.Offset - (_type.IsValueType ? 0 : HeaderSize);
        TypeDesc type = field.FieldType.EnumUnderlying;
        byte[] descriptor = field.MarshalDescriptor;
        if (type.IsValueType && !type.IsPrimitive)
            return AddStruct(field, type, managed);
        if (type.IsClass && !type.IsString && !type.IsDelegate)
            return AddEmbedded(field, type, managed);
        Place(descriptor.Length == 0 ? (byte)0 : descriptor[0], descriptor, type, managed, out MarshalKind kind, out int size, out int alignment);
        if (size == 0)
            return false;
        int count = kind switch
        {
            MarshalKind.FixedWideText => size / 2,
            MarshalKind.Array => size / type.Element.ValueSize,
            _ => size,
        };
        int offset = Take(field, size, alignment);
        _steps.Add(new NativeStep(kind, managed, offset, count, kind == MarshalKind.Array ? type : null));
        return true;
    }

    private bool AddStruct(FieldDesc field, TypeDesc type, int managed)
    {
        if (type.FullName == "System.DateTime")
        {
            _steps.Add(new NativeStep(MarshalKind.Unsupported, managed, Take(field, 8, 8), 8));
            return true;
        }

        if (Of(type, this) is not { } layout)
            return false;
        int offset = Take(field, layout.Size, layout.Alignment);
        foreach (NativeStep step in layout._steps)
            _steps.Add(step with { ManagedOffset = managed + step.ManagedOffset, NativeOffset = offset + step.NativeOffset });
        return true;
    }

    // An object with layout lies in the structure itself.
    private bool AddEmbedded(FieldDesc field, TypeDesc type, int managed)
    {
        if (Of(type, this) is not { } layout)
            return false;
        _steps.Add(new NativeStep(MarshalKind.Unsupported, managed, Take(field, layout.Size, layout.Alignment), layout.Size));
        return true;
    }

    private int Take(FieldDesc field, int size, int alignment)
    {
        alignment = Math.Min(alignment, _pack);
        Alignment = Math.Max(Alignment, alignment);
        int offset = _isExplicit ? field.ExplicitOffset : AlignUp(_end, alignment);
        _end = Math.Max(_end, offset + size);
        _fields.Add((field.Name, offset));
        return offset;
    }

    // Size 0: a field of this type has no native form.
    private void Place(byte native, byte[] descriptor, TypeDesc type, int managed, out MarshalKind kind, out int size, out int alignment)
    {
        kind = MarshalKind.Copy;
        if (type.IsPrimitive)
            (kind, size) = OfPrimitive(native, type.Primitive, type.ValueSize);
        else if (type.IsString)
            (kind, size) = OfString(native, descriptor);
        else if (type.IsSzArray && native == NativeFixedArray)
            (kind, size) = OfArray(type.Element, ReadCount(descriptor));
        else if (type.IsPointer || type.IsFunctionPointer)
            size = 8;
        else
            (kind, size) = (MarshalKind.Unsupported, type.IsDelegate ? 8 : 0);
        alignment = kind switch
        {
            MarshalKind.FixedAnsiText => 1,
            MarshalKind.FixedWideText => 2,
            MarshalKind.Array => type.Element.ValueSize,
            _ => Math.Max(size, 1),
        };
    }

    private (MarshalKind Kind, int Size) OfPrimitive(byte native, PrimitiveKind primitive, int size) => primitive switch
    {
        PrimitiveKind.Boolean => native switch
        {
            0 or NativeBool => (MarshalKind.Boolean, 4),
            NativeI1 or NativeU1 => (MarshalKind.Boolean, 1),
            _ => (MarshalKind.Boolean, 0),
        },
        PrimitiveKind.Char => native switch
        {
            0 => _isWide ? (MarshalKind.Copy, 2) : (MarshalKind.AnsiCharacter, 1),
            NativeI1 or NativeU1 => (MarshalKind.AnsiCharacter, 1),
            NativeI2 or NativeU2 => (MarshalKind.Copy, 2),
            _ => (MarshalKind.Copy, 0),
        },
        _ => (MarshalKind.Copy, size),
    };

    private (MarshalKind Kind, int Size) OfString(byte native, byte[] descriptor) => native switch
    {
        0 or NativeAutoText => (_isWide ? MarshalKind.WideText : MarshalKind.AnsiText, 8),
        NativeText or NativeUtf8Text => (MarshalKind.AnsiText, 8),
        NativeWideText => (MarshalKind.WideText, 8),
        NativeFixedText => _isWide ? (MarshalKind.FixedWideText, ReadCount(descriptor) * 2) : (MarshalKind.FixedAnsiText, ReadCount(descriptor)),
        _ => (MarshalKind.Unsupported, 8),
    };

    private static (MarshalKind Kind, int Size) OfArray(TypeDesc element, int count) =>
        element.IsPrimitive && element.Primitive is not (PrimitiveKind.Boolean or PrimitiveKind.Char)
            ? (MarshalKind.Array, count * element.ValueSize)
            : (MarshalKind.Unsupported, 0);

    // The number behind the first byte, compressed.
    private static int ReadCount(byte[] descriptor)
    {
        if (descriptor.Length < 2)
            return 1;
        byte first = descriptor[1];
        if ((first & 0x80) == 0)
            return first;
        if ((first & 0xC0) == 0x80)
            return descriptor.Length < 3 ? 0 : ((first & 0x3F) << 8) | descriptor[2];
        return descriptor.Length < 5 ? 0 : ((first & 0x1F) << 24) | (descriptor[2] << 16) | (descriptor[3] << 8) | descriptor[4];
    }

    // Padding included when the whole is the same on both sides.
    private void JoinCopies()
    {
        bool isSame = _type.IsValueType && Size == _type.Layout.Size;
        foreach (NativeStep step in _steps)
            isSame &= step.Kind == MarshalKind.Copy && step.ManagedOffset == step.NativeOffset;
        if (!isSame)
            return;
        _steps.Clear();
        _steps.Add(new NativeStep(MarshalKind.Copy, 0, 0, Size));
    }

    private static int AlignUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
