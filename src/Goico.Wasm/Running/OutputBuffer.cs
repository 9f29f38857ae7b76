namespace Goico.Wasm.Running;

/// <summary>A command's standard output, bounded.</summary>
internal sealed class OutputBuffer(int limitBytes)
{
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Appends; false, and nothing is written, where the limit would be exceeded.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > limitBytes - _length)
        {
            return false;
        }
        if (bytes.Length > _bytes.Length - _length)
        {
            long wanted = Math.Max(_length + bytes.Length, Math.Max(256, 2L * _bytes.Length));
            Array.Resize(ref _bytes, (int)Math.Min(limitBytes, wanted));
        }
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }
}
