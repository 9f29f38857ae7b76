namespace Goico.Wasm.Running;

/// <summary>A command's standard output, bounded.</summary>
internal sealed class OutputBuffer
{
    // What is kept for the next run; a larger buffer is given up with the run that needed it.
    private const int KeptBytes = 64 << 10;

    private byte[] _bytes = [];
    private int _limitBytes;
    private int _length;

    /// <summary>What was written; valid until the run is forgotten.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Begin(int limitBytes) => _limitBytes = limitBytes;

    public void Forget()
    {
        _length = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = [];
        }
    }

    /// <summary>Appends; false, and nothing is written, where the limit would be exceeded.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _limitBytes - _length)
        {
            return false;
        }
        if (bytes.Length > _bytes.Length - _length)
        {
            long wanted = Math.Max(_length + bytes.Length, Math.Max(256, 2L * _bytes.Length));
            Array.Resize(ref _bytes, (int)Math.Min(_limitBytes, wanted));
        }
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }
}
