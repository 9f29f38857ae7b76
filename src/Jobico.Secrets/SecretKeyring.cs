namespace Jobico.Secrets;

/// <summary>Where the key comes from: given by the operator, or kept in the data folder and made when first needed.
/// </summary>
public sealed class SecretKeyring
{
    /// <summary>The key's file in the data folder.</summary>
    public const string FileName = "secrets.key";

    private readonly string? _path;
    private readonly Lock _gate = new();
    private SecretKey? _key;

    /// <summary>A key that is given.</summary>
    public SecretKeyring(SecretKey key) => _key = key;

    /// <summary>A key in <see cref="FileName"/> of a folder; nothing is read or written yet.</summary>
    public SecretKeyring(string folder) => _path = Path.Combine(folder, FileName);

    /// <summary>The key; null where none was made yet.</summary>
    /// <exception cref="SecretException">It is there and can't be used.</exception>
    public SecretKey? Find()
    {
        lock (_gate) return _key ??= SecretKeyFile.Read(_path!);
    }

    /// <summary>The key, made now if need be.</summary>
    /// <exception cref="SecretException">It can't be read or written.</exception>
    public SecretKey FindOrMake()
    {
        lock (_gate) return _key ??= SecretKeyFile.Read(_path!) ?? SecretKeyFile.Make(_path!);
    }
}
