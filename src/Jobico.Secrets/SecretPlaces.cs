using Jobico.Model;

namespace Jobico.Secrets;

/// <summary>How secrets lie in the key/value store; neither part has a slash in it.</summary>
internal static class SecretPlaces
{
    /// <summary>The prefix of all secrets.</summary>
    public const string All = "secret/";

    /// <summary>A secret's key.</summary>
    public static string Of(TenantId tenant, string name) => PrefixOf(tenant) + name;

    /// <summary>The prefix of a tenant's secrets.</summary>
    public static string PrefixOf(TenantId tenant) => $"{All}{tenant}/";

    /// <summary>Whose secret lies under a key; null where none could.</summary>
    public static TenantId? TenantOf(string key)
    {
        int end = key.IndexOf('/', All.Length);
        return end > 0 && TenantId.TryParse(key[All.Length..end], out TenantId tenant) ? tenant : null;
    }
}
