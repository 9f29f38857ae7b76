namespace Goico.Wasm.Running;

/// <summary>Cuts what a guest prints into log lines and reads each line's level from its first word.</summary>
internal sealed class LogStream(LogBuffer log, RunClock clock)
{
    private const int KeptBytes = 64 << 10;

    private byte[] _partial = [];
    private int _partialLength;

    public void Write(ReadOnlySpan<byte> text)
    {
        // Past the limit nothing is even scanned.
        while (!text.IsEmpty && !log.Truncated)
        {
            int newline = text.IndexOf((byte)'\n');
            if (newline < 0)
            {
                Hold(text);
                return;
            }
            if (_partialLength == 0)
            {
                Emit(text[..newline]);
            }
            else
            {
                Hold(text[..newline]);
                Flush();
            }
            text = text[(newline + 1)..];
        }
    }

    /// <summary>Makes a line of what has no newline yet.</summary>
    public void Flush()
    {
        if (_partialLength > 0)
        {
            int length = _partialLength;
            _partialLength = 0;
            Emit(_partial.AsSpan(0, length));
        }
    }

    public void Forget()
    {
        _partialLength = 0;
        if (_partial.Length > KeptBytes)
        {
            _partial = [];
        }
    }

    private void Hold(ReadOnlySpan<byte> text)
    {
        // One byte more than there is room for lets the log itself see that something was cut.
        int room = Math.Max(0, log.RemainingBytes + 1 - _partialLength);
        text = text[..Math.Min(text.Length, room)];
        if (_partial.Length - _partialLength < text.Length)
        {
            Array.Resize(ref _partial, Math.Max(_partialLength + text.Length, Math.Max(128, _partial.Length * 2)));
        }
        text.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += text.Length;
        if (_partialLength > log.RemainingBytes)
        {
            // The rest of the line would be cut, so that nothing more need be scanned for its end.
            Flush();
            log.Truncate();
        }
    }

    private void Emit(ReadOnlySpan<byte> line)
    {
        if (line is [.. var body, (byte)'\r'])
        {
            line = body;
        }
        GuestLogLevel level = TakeLevel(ref line);
        log.Append(level, clock.Elapsed, line);
    }

    private static GuestLogLevel TakeLevel(ref ReadOnlySpan<byte> line)
    {
        if (TakePrefix(ref line, "debug:"u8))
        {
            return GuestLogLevel.Debug;
        }
        if (TakePrefix(ref line, "warn:"u8))
        {
            return GuestLogLevel.Warning;
        }
        if (TakePrefix(ref line, "error:"u8))
        {
            return GuestLogLevel.Error;
        }
        TakePrefix(ref line, "info:"u8);
        return GuestLogLevel.Info;
    }

    private static bool TakePrefix(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix)
    {
        if (!line.StartsWith(prefix))
        {
            return false;
        }
        line = line[prefix.Length..].TrimStart((byte)' ');
        return true;
    }
}
