using System.Text;

namespace Goico.Wasm.Debugging;

/// <summary>Gathers the rows of line programs for a table, and knows when it is enough.</summary>
internal sealed class LineTableBuilder
{
    /// <summary>The longest name of a file or a folder, in bytes: what is longer is taken as not known.</summary>
    public const int MaxNameBytes = 256;

    private readonly List<ulong> _rows = [];
    private readonly List<string> _files = [];
    private readonly Dictionary<string, int> _known = [];
    private int _nameChars;

    /// <summary>Whether there is more than a table may hold: there is no table then.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The place from which rows are those of the sequence under way.</summary>
    public int Count => _rows.Count;

    public void Add(uint offset, int file, int line)
    {
        if (_rows.Count < LineTable.MaxRows)
        {
            _rows.Add(LineTable.Row(offset, file, line));
        }
        else
        {
            IsOver = true;
        }
    }

    /// <summary>Takes back the last row.</summary>
    public void RemoveLast() => _rows.RemoveAt(_rows.Count - 1);

    /// <summary>Takes back what was added since there were so many rows.</summary>
    public void CutTo(int count) => _rows.RemoveRange(count, _rows.Count - count);

    /// <summary>The number that rows name a file by, from 1; 0 where it has no name or there are too many.</summary>
    public int FileOf(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
    {
        folder = folder.StartsWith("./"u8) ? folder[2..] : folder;
        if (name.IsEmpty || name.Length > MaxNameBytes || folder.Length > MaxNameBytes)
        {
            return 0;
        }
        string path = folder.IsEmpty || name[0] == (byte)'/'
            ? Encoding.UTF8.GetString(name)
            : $"{Encoding.UTF8.GetString(folder)}/{Encoding.UTF8.GetString(name)}";
        if (_known.TryGetValue(path, out int number))
        {
            return number;
        }
        _nameChars += path.Length;
        if (_files.Count == LineTable.MaxFiles || _nameChars > LineTable.MaxNameChars)
        {
            IsOver = true;
            return 0;
        }
        _files.Add(path);
        _known.Add(path, _files.Count);
        return _files.Count;
    }

    /// <summary>The table; null where there are no rows, or too many.</summary>
    public LineTable? Build() => IsOver || _rows.Count == 0 ? null : new LineTable([.. _rows], [.. _files]);
}
