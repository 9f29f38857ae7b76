using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Goico.Wasm.Running;

/// <summary>
/// The log lines of one run in one growing array, bounded; once full, a further line costs a comparison, so that
/// a guest can't make its host work by logging.
/// </summary>
internal sealed class LogBuffer
{
    // What a line costs beyond its text: about what its entry occupies.
    private const int LineOverheadBytes = 16;

    // What is kept for the next run; a larger buffer is given up with the run that needed it.
    private const int KeptBytes = 64 << 10;

    private readonly List<Entry> _entries = [];
    private byte[] _text = [];
    private int _limitBytes;
    private int _used;

    /// <summary>Whether something was dropped; from then on everything is.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Bytes that a line may still have.</summary>
    public int RemainingBytes
    {
        get
        {
            long charged = _used + ((long)_entries.Count + 1) * LineOverheadBytes;
            return Truncated || charged >= _limitBytes ? 0 : (int)(_limitBytes - charged);
        }
    }

    public void Begin(int limitBytes) => _limitBytes = limitBytes;

    public void Forget()
    {
        _entries.Clear();
        if (_entries.Capacity * LineOverheadBytes > KeptBytes)
        {
            _entries.Capacity = 0;
        }
        if (_text.Length > KeptBytes)
        {
            _text = [];
        }
        _used = 0;
        Truncated = false;
    }

    /// <summary>Drops whatever follows.</summary>
    public void Truncate() => Truncated = true;

    public void Append(GuestLogLevel level, TimeSpan offset, ReadOnlySpan<byte> text)
    {
        if (Truncated)
        {
            return;
        }
        int room = RemainingBytes;
        if (text.Length > room || room == 0)
        {
            Truncated = true;
            text = CutAtRune(text[..Math.Min(text.Length, room)]);
            if (text.IsEmpty)
            {
                return;
            }
        }
        int start = _used;
        if (Utf8.IsValid(text))
        {
            Store(text);
        }
        else
        {
            StoreRepaired(text, room);
        }
        _entries.Add(new Entry(level, offset, start, _used - start));
    }

    /// <summary>The lines, which are the caller's to keep.</summary>
    public IReadOnlyList<GuestLogLine> ToLines()
    {
        if (_entries.Count == 0)
        {
            return [];
        }
        byte[] text = _text.AsSpan(0, _used).ToArray();
        var lines = new GuestLogLine[_entries.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            Entry entry = _entries[i];
            lines[i] = new GuestLogLine(entry.Level, entry.Offset, text.AsMemory(entry.Start, entry.Length));
        }
        return lines;
    }

    /// <summary>Drops the bytes of a rune that a cut left incomplete at the end.</summary>
    internal static ReadOnlySpan<byte> CutAtRune(ReadOnlySpan<byte> text)
    {
        for (int tail = 1; tail <= Math.Min(3, text.Length); tail++)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text[^tail..], out _, out _);
            if (status == OperationStatus.NeedMoreData)
            {
                return text[..^tail];
            }
            if (status == OperationStatus.Done)
            {
                break;
            }
        }
        return text;
    }

    private void Store(ReadOnlySpan<byte> text)
    {
        if (_text.Length - _used < text.Length)
        {
            int doubled = Math.Min(_limitBytes, Math.Max(256, _text.Length * 2));
            Array.Resize(ref _text, Math.Max(_used + text.Length, doubled));
        }
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
    }

    private void StoreRepaired(ReadOnlySpan<byte> text, int room)
    {
        // U+FFFD is three bytes long, so a repaired line may outgrow what the original fitted.
        byte[] repaired = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        ReadOnlySpan<byte> kept = repaired;
        if (kept.Length > room)
        {
            Truncated = true;
            kept = CutAtRune(kept[..room]);
        }
        Store(kept);
    }

    private readonly record struct Entry(GuestLogLevel Level, TimeSpan Offset, int Start, int Length);
}
