using System;
using System.Text;
using Abi;
using GuestFramework;
using Syscalls;

namespace KernelTests;

internal static class FileTests
{
    private const string Greeting = "Welcome to Sharkaros.\n";

    public static void Run(Suite suite)
    {
        suite.Test("Read_File_GivesItsContentsThenNothing", ReadToEnd);
        suite.Test("Read_AfterSeek_BeginsThere", Seek);
        suite.Test("Read_OwnImage_IsElf", OwnImage);
        suite.Test("Open_Missing_IsENOENTWithText", Missing);
        suite.Test("Open_ForWriting_IsEROFS", ForWriting);
        suite.Test("Read_Folder_IsEISDIR", Folder);
        suite.Test("Close_Twice_IsEBADF", CloseTwice);
        suite.Test("Open_TooMany_IsEMFILEAndRecovers", TooMany);
        suite.Test("Open_LongPath_IsENAMETOOLONG", LongPath);
        suite.Test("Seek_Console_IsESPIPE", SeekConsole);
        suite.Test("Write_ReadOnlyDescriptor_IsEBADF", WriteToFile);
    }

    internal static int Open(string path) => Sys.Openat(OpenFlags.AtCurrentDirectory, Encoding.UTF8.GetBytes(path), OpenFlags.ReadOnly, 0);

    internal static Errno TryOpen(string path, int flags) =>
        Sys.TryOpenat(OpenFlags.AtCurrentDirectory, Encoding.UTF8.GetBytes(path), flags, 0).Error;

    private static void ReadToEnd()
    {
        int file = Open("etc/motd");
        byte[] buffer = new byte[100];
        int count = Sys.Read(file, buffer);
        Check.Equal(Greeting, Encoding.UTF8.GetString(buffer, 0, count));
        Check.Equal(0, Sys.Read(file, buffer), "read at the end");
        Sys.Close(file);
    }

    private static void Seek()
    {
        int file = Open("/etc/motd");
        byte[] buffer = new byte[4];
        Check.Equal(3L, Sys.Llseek(file, 3, 0), "position");
        Check.Equal(4, Sys.Read(file, buffer));
        Check.Equal("come", Encoding.UTF8.GetString(buffer));
        Check.Equal((long)Greeting.Length - 1, Sys.Llseek(file, -1, 2), "position from the end");
        Check.Equal(1, Sys.Read(file, buffer));
        Check.Equal(Errno.EINVAL, Sys.TryLlseek(file, -1, 0).Error);
        Check.Equal(1000L, Sys.Llseek(file, 1000, 0), "position behind the end");
        Check.Equal(0, Sys.Read(file, buffer), "read behind the end");
        Sys.Close(file);
    }

    private static void OwnImage()
    {
        int file = Open("bin/KernelTests");
        byte[] buffer = new byte[70000];
        Check.Equal(buffer.Length, Sys.Read(file, buffer), "a read over many pages");
        Check.Equal((byte)'E', buffer[1]);
        Sys.Close(file);
    }

    private static void Missing()
    {
        SyscallResult result = Sys.TryOpenat(OpenFlags.AtCurrentDirectory, "no/such/file"u8, OpenFlags.ReadOnly, 0);
        Check.Equal(Errno.ENOENT, result.Error);
        Check.Equal("no such file or directory", result.Text);
    }

    private static void ForWriting()
    {
        Check.Equal(Errno.EROFS, TryOpen("etc/motd", OpenFlags.ReadWrite));
        Check.Equal(Errno.EROFS, TryOpen("etc/new", OpenFlags.ReadOnly | OpenFlags.Create));
    }

    private static void Folder()
    {
        int folder = Open("etc");
        Check.Equal(Errno.EISDIR, Sys.TryRead(folder, new byte[8]).Error);
        Sys.Close(folder);
    }

    private static void CloseTwice()
    {
        int file = Open("etc/motd");
        Sys.Close(file);
        Check.Equal(Errno.EBADF, Sys.TryClose(file).Error);
        Check.Equal(Errno.EBADF, Sys.TryRead(file, new byte[8]).Error);
        Check.Equal(Errno.EBADF, Sys.TryClose(-1).Error);
        Check.Equal(Errno.EBADF, Sys.TryClose(int.MaxValue).Error);
    }

    private static void TooMany()
    {
        int[] files = new int[Limits.MaxFileDescriptors];
        int count = 0;
        Errno error = Errno.None;
        while (error == Errno.None)
        {
            SyscallResult result = Sys.TryOpenat(OpenFlags.AtCurrentDirectory, "etc/motd"u8, OpenFlags.ReadOnly, 0);
            error = result.Error;
            if (error == Errno.None)
                files[count++] = (int)result.Value;
        }

        Check.Equal(Errno.EMFILE, error);
        for (int i = 0; i < count; i++)
            Sys.Close(files[i]);
        Sys.Close(Open("etc/motd"));
    }

    private static void LongPath() => Check.Equal(Errno.ENAMETOOLONG, TryOpen(new string('x', 5000), OpenFlags.ReadOnly));

    private static void SeekConsole() => Check.Equal(Errno.ESPIPE, Sys.TryLlseek(1, 0, 0).Error);

    private static void WriteToFile()
    {
        int file = Open("etc/motd");
        Check.Equal(Errno.EBADF, Sys.TryWrite(file, "x"u8).Error);
        Check.Equal(Errno.EBADF, Sys.TryWrite(0, "x"u8).Error);
        Check.Equal(Errno.EBADF, Sys.TryRead(1, new byte[1]).Error);
        Sys.Close(file);
    }
}
