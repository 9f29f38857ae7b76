using System.Collections.Immutable;
using System.Diagnostics;
using Goico.JsonSchema;
using Goico.Wasm;
using Jobico.Catalog;

namespace Jobico.Repository;

/// <summary>
/// Whether a content is what it is uploaded as: found out when it comes, not when its first event runs. Checking
/// a module also compiles it, so that no event ever waits for the compiler.
/// </summary>
public sealed class FileCheck(WasmEngine wasm)
{
    /// <summary>Checks a module.</summary>
    public FileCheckResult CheckModule(ReadOnlySpan<byte> content)
    {
        switch (wasm.Load(content))
        {
            case GuestCompilation.Loaded(var guest):
                using (guest)
                {
                    string abi = guest.Info.Abi.ToString().ToLowerInvariant();
                    return new FileCheckResult.Fit(abi, [.. guest.Info.Warnings]);
                }
            case GuestCompilation.NotWasm(var message):
                return new FileCheckResult.Unfit([message]);
            case GuestCompilation.DoesNotCompile(var message):
                return new FileCheckResult.Unfit([message]);
            case GuestCompilation.CompilerFailed(var message):
                return new FileCheckResult.Unfit([message]);
            case GuestCompilation.FitsNoAbi misfit:
                return CheckByAnotherMainFunction(content, misfit);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// A module without the ABI's own main function is fit if a definition can name another one of its functions with
    /// <c>mainfuncname</c>; which one is only known, and checked, at deploy.
    /// </summary>
    private FileCheckResult CheckByAnotherMainFunction(ReadOnlySpan<byte> content, GuestCompilation.FitsNoAbi misfit)
    {
        foreach (string candidate in misfit.MainCandidates)
        {
            if (wasm.Load(content, candidate) is not GuestCompilation.Loaded(var guest)) continue;
            guest.Dispose();
            return new FileCheckResult.Fit("core",
            [
                "It exports no function 'event': definitions must name the one to call with mainfuncname, such as "
                    + $"'{candidate}'.",
            ]);
        }
        return new FileCheckResult.Unfit([misfit.Message]);
    }

    /// <summary>Checks a schema.</summary>
    public static FileCheckResult CheckSchema(ReadOnlySpan<byte> content) => SchemaCatalog.Compile(content) switch
    {
        SchemaCompilation.Compiled compiled => new FileCheckResult.Fit(null, [.. compiled.Warnings.Select(Line)]),
        SchemaCompilation.Refused(var problems) => new FileCheckResult.Unfit([.. problems.Select(Line)]),
        _ => throw new UnreachableException(),
    };

    private static string Line(SchemaProblem problem) =>
        $"{(problem.SchemaLocation.Length == 0 ? "/" : problem.SchemaLocation)}: {problem.Message}";
}

/// <summary>What a check found: a closed set.</summary>
public abstract record FileCheckResult
{
    private FileCheckResult()
    {
    }

    /// <summary>It is what it should be.</summary>
    /// <param name="Abi">A module's ABI in words; null for a schema.</param>
    /// <param name="Warnings">What is odd but no error.</param>
    public sealed record Fit(string? Abi, ImmutableArray<string> Warnings) : FileCheckResult;

    /// <summary>It is not.</summary>
    /// <param name="Reasons">Why, at least one.</param>
    public sealed record Unfit(ImmutableArray<string> Reasons) : FileCheckResult;
}
