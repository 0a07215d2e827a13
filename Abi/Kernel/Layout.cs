using System;
using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Field offsets for code that emits machine code on the host.</summary>
public static class Layout
{
    /// <summary>Offset in bytes of a field; nested fields are separated by dots, as in <c>"UthreadContext.Hw.Rip"</c>.</summary>
    public static int OffsetOf<T>(string field)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(field);
        int offset = 0;
        Type type = typeof(T);
        foreach (string name in field.Split('.'))
        {
            offset += (int)Marshal.OffsetOf(type, name);
            type = type.GetField(name)!.FieldType;
        }

        return offset;
    }
}
