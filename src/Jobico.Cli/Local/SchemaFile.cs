using Goico.JsonSchema;
using Jobico.Catalog;

namespace Jobico.Cli.Local;

/// <summary>Reads schemas, and compiles them as the server does.</summary>
internal static class SchemaFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads one.</summary>
    /// <exception cref="CommandFailure">It can't be read, or is refused: reasons are printed.</exception>
    public static async Task<EventSchema> ReadAsync(
        Session session, string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxBytes, cancellationToken);
        switch (SchemaCatalog.Compile(content))
        {
            case SchemaCompilation.Compiled compiled:
                return new EventSchema(shown, compiled.Schema);
            case SchemaCompilation.Refused(var problems):
                foreach (SchemaProblem problem in problems)
                {
                    string place = problem.SchemaLocation.Length == 0 ? "/" : problem.SchemaLocation;
                    session.Error.Line($"{shown}: [red]error[/]: {place}: {problem.Message}");
                }
                throw CommandFailure.Failed($"{shown} is no schema that events can be checked by.");
            default:
                throw new InvalidOperationException("A schema compilation has an unknown result.");
        }
    }
}
