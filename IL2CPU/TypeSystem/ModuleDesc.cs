using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IL2CPU.TypeSystem;

/// <summary>One managed file.</summary>
public sealed partial class ModuleDesc
{
    private const long MappedSize = 4 << 20;
    private readonly DefinitionType?[] _types;
    private readonly MethodDesc?[] _methods;
    private readonly FieldDesc?[] _fields;
    private string? _fullName;

    private ModuleDesc(TypeSystemContext context, string path, PEReader image, MetadataReader reader)
    {
        Context = context;
        Path = path;
        Image = image;
        Reader = reader;
        SimpleName = reader.GetString(reader.GetAssemblyDefinition().Name);
        IsCoreLibrary = SimpleName == "System.Private.CoreLib";
        _types = new DefinitionType?[reader.TypeDefinitions.Count + 1];
        _methods = new MethodDesc?[reader.MethodDefinitions.Count + 1];
        _fields = new FieldDesc?[reader.FieldDefinitions.Count + 1];
        _typeReferences = new TypeDesc?[reader.TypeReferences.Count + 1];
        _typeSpecifications = new TypeDesc?[reader.GetTableRowCount(TableIndex.TypeSpec) + 1];
        _memberReferences = new object?[reader.MemberReferences.Count + 1];
        _methodSpecifications = new MethodDesc?[reader.GetTableRowCount(TableIndex.MethodSpec) + 1];
    }

    public TypeSystemContext Context { get; }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Assembly name without version.</summary>
    public string SimpleName { get; }

    /// <summary>Assembly name with version, culture and public key token, as AssemblyName prints it.</summary>
    public string FullName => _fullName ??= Read("the assembly's name", this, static m => m.Reader.GetAssemblyDefinition().GetAssemblyName().FullName);

    public bool IsCoreLibrary { get; }

    /// <summary>The file's metadata, for what has no place in the type system.</summary>
    public MetadataReader Reader { get; }

    public PEReader Image { get; }

    /// <summary>Main, or null in a library.</summary>
    public MethodDesc? EntryPoint
    {
        get
        {
            CorHeader header = Image.PEHeaders.CorHeader!;
            int token = header.EntryPointTokenOrRelativeVirtualAddress;
            if (token == 0 || (header.Flags & CorFlags.NativeEntryPoint) != 0)
            {
                return null;
            }

            return Read("the entry point", token, FindEntryPoint);
        }
    }

    private MethodDesc? FindEntryPoint(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        return handle.Kind == HandleKind.MethodDefinition ? OpenMethod(handle) : null;
    }

    /// <summary>All type definitions in metadata order, nested ones and &lt;Module&gt; included.</summary>
    public IEnumerable<TypeDesc> Types
    {
        get
        {
            foreach (TypeDefinitionHandle handle in Reader.TypeDefinitions)
            {
                yield return GetType(handle);
            }
        }
    }

    /// <summary>Attributes of the assembly, decoded, in metadata order.</summary>
    public IReadOnlyList<CustomAttribute> AssemblyAttributes => AllAttributes(EntityHandle.AssemblyDefinition);

    public override string ToString() => SimpleName;

    internal static ModuleDesc Open(TypeSystemContext context, string path)
    {
        FileStream file = OpenFile(path);
        try
        {
            return Open(context, path, file);
        }
        catch (IOException e)
        {
            throw new TypeSystemException($"{path}: {OneLine(e.Message)}", e);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new TypeSystemException($"{path}: not a usable managed assembly ({OneLine(e.Message)})", e);
        }
    }

    /// <summary>What the metadata library throws on contradictory input.</summary>
    internal static bool IsDamage(Exception e) =>
        e is BadImageFormatException or ArgumentException or InvalidOperationException or OverflowException
            or IndexOutOfRangeException or InvalidCastException or NotSupportedException or KeyNotFoundException;

    internal TypeSystemException Damaged(string what, Exception cause) =>
        new($"{Path}: {what} cannot be read: the file is damaged ({OneLine(cause.Message)})", cause);

    /// <summary>Reads metadata, turning what the library throws on damage into one clear exception.</summary>
    public T Read<TArgument, T>(string what, TArgument argument, Func<TArgument, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read(argument);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(what, e);
        }
    }

    internal DefinitionType GetType(TypeDefinitionHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        return _types[row] ??= new DefinitionType(this, handle);
    }

    internal MethodDesc GetMethod(MethodDefinitionHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        return _methods[row] ??= FindMember(row, handle);
    }

    internal FieldDesc GetField(FieldDefinitionHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        if (_fields[row] is { } known)
        {
            return known;
        }

        FieldDesc[] all = GetType(Reader.GetFieldDefinition(handle).GetDeclaringType()).FieldArray;
        foreach (FieldDesc field in all)
        {
            _fields[field.Token & 0xFFFFFF] = field;
        }

        return _fields[row]!;
    }

    internal byte[] ReadRva(int rva, int size)
    {
        PEMemoryBlock block = Read("initial data", (Image, rva), static a => a.Image.GetSectionData(a.rva));
        if (block.Length < size)
        {
            throw new TypeSystemException($"{Path}: initial data at 0x{rva:x} is {block.Length} bytes, {size} are needed");
        }

        return block.GetReader(0, size).ReadBytes(size);
    }

    private MethodDesc FindMember(int row, MethodDefinitionHandle handle)
    {
        MethodDesc[] all = GetType(Reader.GetMethodDefinition(handle).GetDeclaringType()).MethodArray;
        foreach (MethodDesc method in all)
        {
            _methods[method.Token & 0xFFFFFF] = method;
        }

        return _methods[row]!;
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TypeSystemException($"{path}: {OneLine(e.Message)}", e);
        }
    }

    // Of a big file, which is the base library's, only a part is ever looked at: it is mapped. One that others may still be
    // writing is read at once: a mapped page that is cut off ends the process.
    private static ModuleDesc Open(TypeSystemContext context, string path, FileStream file)
    {
        RejectForeign(path, file);
        long length = file.Length;
        PEReader image = new(file, length > MappedSize ? PEStreamOptions.Default : PEStreamOptions.PrefetchEntireImage);
        PEHeaders headers = image.PEHeaders;
        foreach (SectionHeader section in headers.SectionHeaders)
        {
            if ((uint)section.PointerToRawData + (ulong)(uint)section.SizeOfRawData > (ulong)length)
            {
                throw new TypeSystemException(
                    $"{path}: truncated: section {section.Name} ends beyond the file's {length} bytes");
            }
        }

        if (headers.CorHeader is null || !image.HasMetadata)
        {
            throw new TypeSystemException($"{path}: a native executable, not a managed assembly");
        }

        bool is32Bit = (headers.CorHeader.Flags & CorFlags.Requires32Bit) != 0;
        Machine machine = headers.CoffHeader.Machine;
        // The base library's files carry the machine number XORed with the OS (Linux: 0x7B79) when precompiled.
        if (is32Bit || machine is not (Machine.Amd64 or Machine.I386 or (Machine)(0x8664 ^ 0x7B79)))
        {
            throw new TypeSystemException($"{path}: made for machine {machine}{(is32Bit ? " (32 bit)" : "")}, not x86-64");
        }

        MetadataReader reader = image.GetMetadataReader();
        if (!reader.IsAssembly)
        {
            throw new TypeSystemException($"{path}: a module without an assembly");
        }

        return new ModuleDesc(context, path, image, reader);
    }

    private static void RejectForeign(string path, FileStream file)
    {
        if (file.Length == 0)
        {
            throw new TypeSystemException($"{path}: the file is empty");
        }

        Span<byte> start = stackalloc byte[4];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        ReadOnlySpan<byte> bytes = start[..count];
        if (bytes.StartsWith("\x7fELF"u8))
        {
            throw new TypeSystemException($"{path}: an ELF file, not a managed assembly");
        }

        if (!bytes.StartsWith("MZ"u8))
        {
            throw new TypeSystemException($"{path}: not a managed assembly (no MZ header)");
        }

        if (file.Length < 512)
        {
            throw new TypeSystemException($"{path}: truncated: only {file.Length} bytes");
        }
    }

    private static string OneLine(string message)
    {
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
