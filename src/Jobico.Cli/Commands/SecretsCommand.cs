using System.CommandLine;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Cli.Output;
using Spectre.Console;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico secrets set|list|remove</c>: what programs may know and nobody else.</summary>
internal static class SecretsCommand
{
    /// <summary>The greatest size of a value, as the server has it: more is not even read.</summary>
    private const int MaxBytes = 64 << 10;

    /// <summary>What a decoder puts in the place of what is no UTF-8.</summary>
    private const char Undecoded = '\uFFFD';

    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings) =>
        new("secrets", "Set, list and remove the secrets of a tenant.")
        {
            MakeSet(surroundings),
            MakeList(surroundings),
            MakeRemove(surroundings),
        };

    private static Command MakeSet(Surroundings surroundings)
    {
        Argument<string> name = Name("The secret's name, by which runtimes name it under 'secrets'.");
        var file = new Option<string?>("--from-file")
        {
            Description =
                "A file that holds the value, byte for byte. Else it is asked for, or read from standard input.",
            HelpName = "FILE",
        };
        var command = new Command("set", "Set a secret's value.") { name, file };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            string secret = session.Parsed.GetRequiredValue(name);
            ByteString value = session.Parsed.GetValue(file) is { } path
                ? await ReadFileAsync(session, path, cancellationToken)
                : await ReadInputAsync(session, secret, cancellationToken);
            SetSecretResponse response = await session.Connection.Secrets.SetSecretAsync(
                new SetSecretRequest { Tenant = session.Tenant ?? "", Name = secret, Value = value },
                cancellationToken: cancellationToken);
            string done = response.Replaced ? "Replaced" : "Set";
            if (session.Json) session.Out.Json(response);
            else session.Out.Line($"[green]{done}[/] secret [bold]{secret}[/] of tenant {response.Secret.Tenant}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command MakeList(Surroundings surroundings)
    {
        var command = new Command("list", "List the names of the secrets, and when each was set.");
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            ListSecretsResponse response = await session.Connection.Secrets.ListSecretsAsync(
                new ListSecretsRequest { Tenant = session.Tenant ?? "" }, cancellationToken: cancellationToken);
            if (session.Json)
            {
                foreach (Secret secret in response.Secrets) session.Out.Json(secret);
                return ExitCodes.Ok;
            }
            if (response.Secrets.Count == 0)
            {
                session.Error.Plain("There are none. Set one with: jobico secrets set NAME");
                return ExitCodes.Ok;
            }
            var table = new Table().NoBorder().AddColumn("name").AddColumn("set at");
            foreach (Secret secret in response.Secrets) table.AddRow(new Text(secret.Name), new Text(Time(secret)));
            session.Out.Console.Write(table);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command MakeRemove(Surroundings surroundings)
    {
        Argument<string> name = Name("The secret's name.");
        var command = new Command("remove", "Remove a secret.") { name };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            string secret = session.Parsed.GetRequiredValue(name);
            try
            {
                await session.Connection.Secrets.RemoveSecretAsync(
                    new RemoveSecretRequest { Tenant = session.Tenant ?? "", Name = secret },
                    cancellationToken: cancellationToken);
            }
            catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
            {
                throw CommandFailure.Failed(
                    $"Tenant '{session.Tenant ?? "default"}' has no secret '{Visible.Line(secret)}': "
                    + "'jobico secrets list' shows what it has.");
            }
            if (session.Json) session.Out.Json(new Secret { Tenant = session.Tenant ?? "default", Name = secret });
            else session.Out.Line($"[green]Removed[/] secret [bold]{secret}[/].");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Argument<string> Name(string description) => new("NAME") { Description = description };

    private static string Time(Secret secret) =>
        secret.SetAt.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<ByteString> ReadFileAsync(
        Session session, string path, CancellationToken cancellationToken)
    {
        try
        {
            string full = session.PathOf(path);
            if (new FileInfo(full).Length > MaxBytes) throw TooLarge(path);
            return ByteString.CopyFrom(await System.IO.File.ReadAllBytesAsync(full, cancellationToken));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"{path} can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>A line that is typed, or all that is piped in, without the line break at its end.</summary>
    private static async Task<ByteString> ReadInputAsync(
        Session session, string secret, CancellationToken cancellationToken)
    {
        string text = session.Surroundings.HideInput is { } hide
            ? await ReadHiddenAsync(session, secret, hide, cancellationToken)
            : await ReadPipedAsync(session.Surroundings.In, cancellationToken);
        if (text.Contains(Undecoded, StringComparison.Ordinal))
            throw CommandFailure.Failed("The value on standard input is not UTF-8: a secret is text.");
        if (text.Length == 0)
            throw CommandFailure.Usage("The value on standard input is empty: give one, or use --from-file.");
        return ByteString.CopyFromUtf8(text);
    }

    private static async Task<string> ReadHiddenAsync(
        Session session, string secret, Func<IDisposable> hide, CancellationToken cancellationToken)
    {
        using IDisposable hidden = hide();
        await session.Surroundings.Error.WriteAsync($"Value of {Visible.Line(secret)}, which is not shown: ");
        // Reading a terminal can't be cancelled: on an interrupt it is left to end with the process.
        string? line = await Task.Run(session.Surroundings.In.ReadLine, CancellationToken.None)
            .WaitAsync(cancellationToken);
        await session.Surroundings.Error.WriteLineAsync();
        return line ?? "";
    }

    private static async Task<string> ReadPipedAsync(TextReader input, CancellationToken cancellationToken)
    {
        // A character more than may be, and a line break, tell too much from enough.
        char[] buffer = new char[MaxBytes + 3];
        int length = await input.ReadBlockAsync(buffer.AsMemory(), cancellationToken);
        var text = new ReadOnlyMemory<char>(buffer, 0, length);
        if (text.Span.EndsWith("\r\n")) text = text[..^2];
        else if (text.Span.EndsWith("\n")) text = text[..^1];
        return Encoding.UTF8.GetByteCount(text.Span) <= MaxBytes ? text.ToString() : throw TooLarge("The value");
    }

    private static CommandFailure TooLarge(string what) =>
        CommandFailure.Failed($"{what} is larger than {MaxBytes} bytes, which is the most that a secret may have.");
}
