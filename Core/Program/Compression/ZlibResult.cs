namespace Core.Program.Compression;

/// <summary>Results of a step, with the numbers System.IO.Compression knows.</summary>
internal enum ZlibResult
{
    Ok = 0,
    StreamEnd = 1,
    StreamError = -2,
    DataError = -3,

    /// <summary>Nothing could be done: there is no input, or no room.</summary>
    BufferError = -5,
}
