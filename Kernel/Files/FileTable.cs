using Abi;
using Kernel.Machine;

namespace Kernel.Files;

/// <summary>What a file descriptor stands for.</summary>
internal enum FileKind
{
    Closed,
    ConsoleInput,
    ConsoleOutput,
    ConsoleError,
    ArchiveFile,
}

internal struct OpenFile
{
    public FileKind Kind;
    public ArchiveEntry Entry;
    public long Position;
}

/// <summary>The open files of a process.</summary>
internal sealed class FileTable
{
    private readonly OpenFile[] _files = new OpenFile[Limits.MaxFileDescriptors];
    private SpinLock _lock;

    public FileTable()
    {
        _files[0].Kind = FileKind.ConsoleInput;
        _files[1].Kind = FileKind.ConsoleOutput;
        _files[2].Kind = FileKind.ConsoleError;
    }

    /// <summary>Opens the lowest free descriptor.</summary>
    /// <returns>The descriptor, or -EMFILE.</returns>
    public int Open(ArchiveEntry entry)
    {
        _lock.Acquire();
        int descriptor = 0;
        while (descriptor < _files.Length && _files[descriptor].Kind != FileKind.Closed)
        {
            descriptor++;
        }

        if (descriptor < _files.Length)
        {
            _files[descriptor] = new OpenFile { Kind = FileKind.ArchiveFile, Entry = entry };
        }

        _lock.Release();
        return descriptor < _files.Length ? descriptor : -(int)Errno.EMFILE;
    }

    public Errno Close(int descriptor)
    {
        _lock.Acquire();
        bool wasOpen = IsOpen(descriptor);
        if (wasOpen)
        {
            _files[descriptor] = default;
        }

        _lock.Release();
        return wasOpen ? Errno.None : Errno.EBADF;
    }

    public void CloseAll()
    {
        for (int i = 0; i < _files.Length; i++)
        {
            Close(i);
        }
    }

    /// <summary>A copy of the entry.</summary>
    public bool TryGet(int descriptor, out OpenFile file)
    {
        _lock.Acquire();
        bool isOpen = IsOpen(descriptor);
        file = isOpen ? _files[descriptor] : default;
        _lock.Release();
        return isOpen;
    }

    /// <summary>Reserves the next bytes of an archive file: moves the position over what can be read.</summary>
    /// <returns>How many there are, at most <paramref name="wanted"/>; <paramref name="file"/> has the position before.</returns>
    public int Advance(int descriptor, long wanted, out OpenFile file)
    {
        file = default;
        int count = 0;
        _lock.Acquire();
        if (IsOpen(descriptor))
        {
            file = _files[descriptor];
            long left = file.Entry.Length - file.Position;
            left = left < 0 ? 0 : left;
            count = (int)(wanted < left ? wanted : left);
            _files[descriptor].Position += count;
        }

        _lock.Release();
        return count;
    }

    /// <summary>Moves the position of an archive file: whence 0 from the begin, 1 from here, 2 from the end.</summary>
    /// <returns>The new position, -EBADF, -ESPIPE or -EINVAL.</returns>
    public long Seek(int descriptor, long offset, int whence)
    {
        long result = -(long)Errno.EBADF;
        _lock.Acquire();
        if (IsOpen(descriptor))
        {
            ref OpenFile file = ref _files[descriptor];
            long origin = whence == 0 ? 0 : whence == 1 ? file.Position : file.Entry.Length;
            if (file.Kind != FileKind.ArchiveFile)
            {
                result = -(long)Errno.ESPIPE;
            }
            else if ((uint)whence > 2 || offset < -origin || offset > int.MaxValue)
            {
                result = -(long)Errno.EINVAL;
            }
            else
            {
                file.Position = origin + offset;
                result = file.Position;
            }
        }

        _lock.Release();
        return result;
    }

    private bool IsOpen(int descriptor) => (uint)descriptor < (uint)_files.Length && _files[descriptor].Kind != FileKind.Closed;
}
