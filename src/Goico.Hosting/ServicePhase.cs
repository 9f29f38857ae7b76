namespace Goico.Hosting;

/// <summary>Where a host is in its life. It only moves forward.</summary>
public enum ServicePhase
{
    /// <summary>Parts are being started; requests are answered with 503.</summary>
    Starting,

    /// <summary>Requests are served.</summary>
    Running,

    /// <summary>New requests are answered with 503; running ones and the parts finish.</summary>
    Draining,

    /// <summary>Nothing listens and every part is closed.</summary>
    Stopped,
}
