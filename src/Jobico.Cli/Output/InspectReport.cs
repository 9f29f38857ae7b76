using System.Collections.Immutable;
using System.Globalization;
using Goico.Wasm;
using Jobico.Cli.Inspection;
using Jobico.Repository;

namespace Jobico.Cli.Output;

/// <summary>What is known of a program, for people.</summary>
internal static class InspectReport
{
    private const int KeyColumns = 11;
    private const int MaxExports = 40;
    private const int MaxNameColumns = 36;

    /// <summary>Writes it.</summary>
    public static void Write(Screen screen, ProgramInspection inspection)
    {
        ModuleOutline? outline = inspection.Outline;
        string what = outline is null ? "no module of a version that is known"
            : outline.IsComponent ? "a WebAssembly component"
            : "a WebAssembly module";
        StyledLine.Write(
            screen, (inspection.Shown + ":", "bold"), (what + ",", ""), (Amounts.Size(inspection.SizeBytes), ""));
        Row(screen, "sha256", inspection.Sha256);
        WriteVerdict(screen, inspection);
        if (outline is null) return;
        WriteContent(screen, inspection, outline);
        WriteImports(screen, inspection, outline.Imports);
        WriteExports(screen, outline.Exports);
        WriteCustom(screen, outline.Custom);
        if (outline.Problem is { } problem) screen.Warning($"not all of it could be read: {problem}");
    }

    private static void WriteVerdict(Screen screen, ProgramInspection inspection)
    {
        ServerVerdict verdict = inspection.Verdict;
        switch (verdict.Upload)
        {
            case FileCheckResult.Fit(var abi, var warnings):
                string call = verdict.Info is { Abi: GuestAbi.Core } info ? $", calls '{info.MainFunction}'" : "";
                Row(screen, "server", $"takes it: {abi} ABI{call}", "green");
                foreach (string warning in warnings) Row(screen, "", $"warning: {warning}", "yellow");
                break;
            case FileCheckResult.Unfit(var reasons):
                Row(screen, "server", "refuses it", "red");
                // What it lacks is told ABI by ABI, where it compiles at all.
                if (!verdict.ByAbi.IsEmpty) break;
                foreach (string reason in reasons) Row(screen, "", Visible.Line(reason), "red");
                break;
            default:
                throw new InvalidOperationException("A check has an unknown result.");
        }
        foreach ((GuestAbi abi, string? lacks) in verdict.ByAbi)
        {
            string name = abi.ToString().ToLowerInvariant().PadRight(9);
            Row(screen, "", lacks is null ? $"{name} fits" : $"{name} {LackOf(lacks)}", lacks is null ? "" : "dim");
        }
    }

    /// <summary>What is lacking, without the words around it that say for which ABI: the row does.</summary>
    private static string LackOf(string message)
    {
        foreach (string end in (string[])["ABI: ", "does not fit: "])
        {
            int words = message.IndexOf(end, StringComparison.Ordinal);
            if (words >= 0) return Visible.Line(message[(words + end.Length)..].TrimEnd('.', ' '));
        }
        return Visible.Line(message);
    }

    private static void WriteContent(Screen screen, ProgramInspection inspection, ModuleOutline outline)
    {
        IReadOnlyList<string> grants = inspection.Grants;
        Row(screen, "grants", grants.Count == 0 ? "needs none" : "uses " + string.Join(", ", grants));
        foreach (OutlineMemory memory in outline.Memories)
        {
            string most = memory.MaximumBytes is { } bytes ? $"at most {Amounts.Size(bytes)}" : "no maximum of its own";
            Row(screen, "memory", $"{Amounts.Size(memory.MinimumBytes)} at the start, {most}");
        }
        string within = outline.IsComponent ? $" in {Amounts.Count(outline.Modules, "module")}" : "";
        string compiled = inspection.Verdict.CompileTime is { } time ? $", compiled in {Amounts.Duration(time)}" : "";
        Row(screen, "code", $"{Amounts.Count(outline.Functions, "function")}{within}{compiled}");
    }

    private static void WriteImports(
        Screen screen, ProgramInspection inspection, ImmutableArray<OutlineItem> imports)
    {
        if (imports.IsEmpty) Row(screen, "imports", "nothing");
        string key = "imports";
        foreach (IGrouping<string, OutlineItem> group in imports.GroupBy(import => ModuleOf(inspection, import)))
        {
            if (group.Key.Length > 0)
            {
                Row(screen, key, Visible.Line(group.Key));
                key = "";
            }
            string indent = group.Key.Length > 0 ? "  " : "";
            (OutlineItem Import, string Name)[] rows =
                [.. group.Select(import => (import, indent + NameOf(inspection, group.Key, import)))];
            int column = rows.Select(row => row.Name.Length).Where(IsNarrow).DefaultIfEmpty(0).Max();
            foreach ((OutlineItem import, string name) in rows)
            {
                WriteImport(screen, inspection, import, (key, name, column));
                key = "";
            }
        }
    }

    private static void WriteImport(
        Screen screen, ProgramInspection inspection, OutlineItem import, (string Key, string Name, int Column) row)
    {
        CapabilityNeed? need = inspection.NeedOf(import);
        string note = need is null ? "no server offers it"
            : need.Grant is { } grant ? $"{grant}: {need.Note}"
            : need.Note;
        string style = need is null ? "red" : need.Grant is null ? "dim" : "yellow";
        string head = $"  {row.Key.PadRight(KeyColumns)} {row.Name.PadRight(row.Column)}  ";
        if (row.Name.Length <= row.Column && head.Length + note.Length < screen.Width)
        {
            StyledLine.Write(
                screen, (head[..(KeyColumns + 2)], "dim"), (head[(KeyColumns + 3)..^1], ""), (note, style));
        }
        else
        {
            Row(screen, row.Key, row.Name);
            Row(screen, "", $"    {note}", style);
        }
        foreach (OutlineItem member in import.Members) Row(screen, "", "    " + Visible.Line(TextOf(member)), "dim");
    }

    /// <summary>A core import's module, under which its functions stand together; a component's imports stand alone.
    /// </summary>
    private static string ModuleOf(ProgramInspection inspection, OutlineItem import)
    {
        int dot = inspection.Outline is { IsComponent: true } ? -1 : import.Name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : import.Name[..dot];
    }

    /// <summary>Without the type where the import is one that everybody knows: the verdict covers it.</summary>
    private static string NameOf(ProgramInspection inspection, string module, OutlineItem import)
    {
        string text = inspection.NeedOf(import) is null ? TextOf(import) : import.Name;
        return Visible.Line(module.Length == 0 ? text : text[(module.Length + 1)..]);
    }

    private static bool IsNarrow(int columns) => columns <= MaxNameColumns;

    private static void WriteExports(Screen screen, ImmutableArray<OutlineItem> exports)
    {
        string key = "exports";
        foreach (OutlineItem export in exports.Take(MaxExports))
        {
            Row(screen, key, Visible.Line(TextOf(export)));
            foreach (OutlineItem member in export.Members) Row(screen, "", "  " + Visible.Line(TextOf(member)), "dim");
            key = "";
        }
        if (exports.Length > MaxExports) Row(screen, "", $"and {exports.Length - MaxExports} more", "dim");
        if (exports.IsEmpty) Row(screen, key, "nothing");
    }

    private static void WriteCustom(Screen screen, CustomSections custom)
    {
        foreach ((string field, string values) in custom.Producers)
        {
            Row(screen, field == "processed-by" ? "made by" : field, Visible.Line(values));
        }
        string names = custom.NamedFunctions > 0
            ? $"name {Amounts.Count(custom.NamedFunctions, "function")}"
            : "name no functions: there is no name section";
        Row(screen, "back-traces", custom.HasLines ? $"{names}, with files and lines (DWARF)" : names);
        if (custom.All.IsEmpty) return;
        Row(screen, "sections", string.Join(", ", custom.All.Select(section =>
            $"{Visible.Line(section.Name)} {Amounts.Size(section.Bytes)}")));
    }

    private static string TextOf(OutlineItem item) => item.Kind switch
    {
        "func" when item.Type.StartsWith('(') => $"{item.Name} {item.Type}",
        "func" when item.Type.Length > 0 => $"{item.Name}: {item.Type}",
        "interface" => item.Name,
        _ => item.Type.Length == 0 ? $"{item.Name} ({item.Kind})" : $"{item.Name} ({item.Kind} {item.Type})",
    };

    private static void Row(Screen screen, string key, string value, string style = "") => StyledLine.Hanging(
        screen, string.Create(CultureInfo.InvariantCulture, $"  {key.PadRight(KeyColumns)} "), "dim", value, style);
}
