using System.Globalization;
using Jobico.Model;

namespace Jobico.Catalog;

/// <summary>
/// How the catalog lies in the key/value store. An id has no slash, so that no key of one tenant can be a key of
/// another.
/// </summary>
public static class CatalogKeys
{
    /// <summary>The prefix of all live versions.</summary>
    public const string LiveJobs = "job/";

    /// <summary>The live version of a job.</summary>
    public static string Live(TenantId tenant, string job) => $"{LiveJobs}{tenant}/{job}";

    /// <summary>The prefix of a tenant's live versions.</summary>
    public static string LiveOf(TenantId tenant) => $"{LiveJobs}{tenant}/";

    /// <summary>One version of a job; the number is padded so that keys sort by it.</summary>
    public static string Version(TenantId tenant, string job, int number) =>
        VersionsOf(tenant, job) + number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The prefix of all versions of a job.</summary>
    public static string VersionsOf(TenantId tenant, string job) => $"version/{tenant}/{job}/";

    /// <summary>A file's entry.</summary>
    public static string File(TenantId tenant, string name) => FilesOf(tenant) + name;

    /// <summary>The prefix of a tenant's files.</summary>
    public static string FilesOf(TenantId tenant) => $"{Files}{tenant}/";

    /// <summary>The prefix of all files.</summary>
    public const string Files = "file/";
}
