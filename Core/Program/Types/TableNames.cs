using System;
using Core.Program.Native;
using Core.Tables;

namespace Core.Program.Types;

/// <summary>Names of the image's tables as strings.</summary>
public static class TableNames
{
    /// <summary>The text of a name in the code of <see cref="Abi.NameCode"/>.</summary>
    public static string TextOf(uint name)
    {
        int length = 0;
        for (NameReader reader = ImageTables.ReadName(name); reader.Next() >= 0;)
            length++;
        if (length == 0)
            return string.Empty;
        var bytes = new byte[length];
        NameReader again = ImageTables.ReadName(name);
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)again.Next();
        return NativeText.Decode(bytes);
    }
}
