namespace Goico.Wasm.Debugging;

/// <summary>
/// From which source line each stretch of a module's code comes. It takes 1 MiB at the most: 8 bytes a row, and the
/// names of its files.
/// </summary>
internal sealed class LineTable
{
    /// <summary>The most rows: 640 KB.</summary>
    public const int MaxRows = 80_000;

    /// <summary>The most files that rows name.</summary>
    public const int MaxFiles = (1 << FileBits) - 1;

    /// <summary>The most characters of all names of files together: 200 KB.</summary>
    public const int MaxNameChars = 100_000;

    /// <summary>The highest line; what comes from beyond is not known.</summary>
    public const int MaxLine = (1 << LineBits) - 1;

    private const int LineBits = 20;
    private const int FileBits = 12;
    private const int AddressShift = LineBits + FileBits;

    // Each is the place of its code in the file, its source file from 1, and its line, from the highest bit down, so
    // that their order is that of the code. With file 0 begins code whose line is not known, before what else begins
    // there.
    private readonly ulong[] _rows;
    private readonly string[] _files;

    /// <summary>Takes rows as <see cref="Row"/> makes them, in any order, and the files that they name.</summary>
    public LineTable(ulong[] rows, string[] files)
    {
        Array.Sort(rows);
        _rows = rows;
        _files = files;
    }

    /// <summary>How many rows it has.</summary>
    public int Rows => _rows.Length;

    /// <summary>What is kept of a row.</summary>
    /// <param name="offset">Where its code begins, in bytes from the start of the file.</param>
    /// <param name="file">Its file, from 1; 0 where it is not known.</param>
    /// <param name="line">Its line; 0 where it is not known.</param>
    public static ulong Row(uint offset, int file, int line) =>
        (ulong)offset << AddressShift | (uint)file << LineBits | (uint)line;

    /// <summary>
    /// The line that the code at an offset from the start of the file comes from; null where unknown.
    /// </summary>
    public SourceLine? Find(long offset)
    {
        if (offset is < 0 or > uint.MaxValue)
        {
            return null;
        }
        // The row with the highest file and line would come after all others of this offset.
        int index = Array.BinarySearch(_rows, Row((uint)offset, MaxFiles, MaxLine));
        index = index < 0 ? ~index - 1 : index;
        if (index < 0)
        {
            return null;
        }
        int file = (int)(_rows[index] >> LineBits) & MaxFiles;
        return file == 0 ? null : new SourceLine(_files[file - 1], (int)_rows[index] & MaxLine);
    }
}
