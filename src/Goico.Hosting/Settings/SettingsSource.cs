using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Goico.Hosting.Settings;

/// <summary>
/// Where settings come from, the later over the earlier: a JSON file, environment variables with a prefix, flags of
/// the command line. A key is the property's name in any case, with or without dashes and underscores between its
/// words: <c>drainTimeout</c>, <c>JOBICO_DRAIN_TIMEOUT</c>, <c>drain-timeout</c>.
/// </summary>
public sealed class SettingsSource
{
    /// <summary>The prefix of environment variables, without its underscore: <c>JOBICO</c>.</summary>
    public required string EnvironmentPrefix { get; init; }

    /// <summary>The JSON file, as <c>--config</c> gave it; it must exist. Null (default): the file that the variable
    /// PREFIX_CONFIG names, or none.</summary>
    public string? FilePath { get; init; }

    /// <summary>The flags that were given: name without dashes, value. A null value counts as not given. Default:
    /// none.</summary>
    public IReadOnlyDictionary<string, string?> Flags { get; init; } = new Dictionary<string, string?>();

    /// <summary>The environment's variables. Default: the process's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ProcessEnvironment();

    /// <summary>
    /// Reads every source into a new options object. Its public settable properties are all the settings there are:
    /// text, bool, int, long, TimeSpan (<c>30s</c>, <c>1h30m</c>), enums by name, nullable forms of these, and
    /// <c>IReadOnlyList&lt;string&gt;</c> (a JSON array, or text with commas). An int or long whose name ends in
    /// <c>Bytes</c> takes sizes (<c>64MiB</c>). <see cref="RangeAttribute"/> is honoured on numbers and durations,
    /// <see cref="RequiredAttribute"/> (not empty) on text.
    /// </summary>
    /// <typeparam name="T">The options class.</typeparam>
    /// <returns>The options, or everything that was wrong in all sources.</returns>
    /// <exception cref="InvalidOperationException">The class has a property of another type.</exception>
    public SettingsResult<T> Bind<T>()
        where T : class, new()
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties().Where(p => p.SetMethod is { IsPublic: true })];
        Dictionary<string, PropertyInfo> known = properties.ToDictionary(p => Setting.Fold(p.Name));
        List<string> errors = [];
        List<string> warnings = [];
        Dictionary<string, Setting> chosen = new(StringComparer.Ordinal);
        Choose(ReadFile(errors), known, chosen, unknown: errors);
        Choose(ReadEnvironment(errors), known, chosen, unknown: warnings, onlyNear: true);
        Choose(ReadFlags(), known, chosen, unknown: errors);

        T options = new();
        Dictionary<string, string> origins = new(StringComparer.Ordinal);
        foreach ((string key, Setting setting) in chosen)
        {
            PropertyInfo property = known[key];
            if (ValueOf(property, setting, errors) is not { } value) continue;
            property.SetValue(options, value);
            origins[property.Name] = setting.Origin;
        }

        return errors.Count > 0
            ? new SettingsResult<T>.Invalid(errors)
            : new SettingsResult<T>.Bound(options, origins, warnings);
    }

    private static void Choose(
        IReadOnlyList<Setting> settings,
        Dictionary<string, PropertyInfo> known,
        Dictionary<string, Setting> chosen,
        List<string> unknown,
        bool onlyNear = false)
    {
        foreach (Setting setting in settings)
        {
            string key = Setting.Fold(setting.Key);
            if (known.ContainsKey(key))
            {
                chosen[key] = setting;
                continue;
            }

            // A variable with the prefix may belong to another program of the product; a near miss hardly does.
            string? nearest = NearestName.Of(setting.Key, known.Values.Select(p => CamelCase(p.Name)));
            if (nearest is not null) unknown.Add($"{setting.Origin}: no such setting; did you mean {nearest}?");
            else if (!onlyNear) unknown.Add($"{setting.Origin}: no such setting; known are {List(known)}");
        }
    }

    private static object? ValueOf(PropertyInfo property, Setting setting, List<string> errors)
    {
        if (SettingParser.IsList(property.PropertyType))
        {
            return setting.Texts is [var single]
                ? single.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : setting.Texts;
        }

        string expected = "one value, not a list";
        object? value = null;
        bool isSize = property.Name.EndsWith("Bytes", StringComparison.Ordinal);
        if (setting.Texts is not [var text]
            || !SettingParser.TryParse(text, property.PropertyType, isSize, out value, out expected))
        {
            errors.Add($"{setting.Origin}: expected {expected}");
            return null;
        }

        if (property.GetCustomAttribute<RequiredAttribute>() is { } required && !required.IsValid(value))
        {
            errors.Add($"{setting.Origin}: expected a text that is not empty");
            return null;
        }

        if (property.GetCustomAttribute<RangeAttribute>() is not { } range || range.IsValid(value)) return value;
        errors.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{setting.Origin}: expected a value from {range.Minimum} to {range.Maximum}"));
        return null;
    }

    private IReadOnlyList<Setting> ReadFile(List<string> errors)
    {
        if (FilePath is not null) return SettingsFile.Read(FilePath, $"--config={FilePath}", errors);
        string variable = EnvironmentPrefix + "_CONFIG";
        return Environment.TryGetValue(variable, out string? path) && path.Length > 0
            ? SettingsFile.Read(path, $"{variable}={path}", errors)
            : [];
    }

    private List<Setting> ReadEnvironment(List<string> errors)
    {
        string prefix = EnvironmentPrefix + "_";
        Dictionary<string, Setting> found = new(StringComparer.Ordinal);
        foreach ((string name, string value) in Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            // An empty variable is how shells and compose files leave one unset.
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || value.Length == 0) continue;
            string key = name[prefix.Length..];
            string folded = Setting.Fold(key);
            if (folded == "config") continue;
            Setting setting = new(key, [value], $"{name}={Setting.Shown(key, value)}");
            if (!found.TryAdd(folded, setting) && found[folded].Texts[0] != value)
                errors.Add($"{setting.Origin}: contradicts {found[folded].Origin}; set one of them");
        }

        return [.. found.Values];
    }

    private List<Setting> ReadFlags() =>
        [.. Flags.Where(f => f.Value is not null).Select(f => new Setting(
            f.Key, [f.Value!], $"--{f.Key}={Setting.Shown(f.Key, f.Value!)}"))];

    private static string List(Dictionary<string, PropertyInfo> known) =>
        string.Join(", ", known.Values.Select(p => CamelCase(p.Name)).Order(StringComparer.Ordinal));

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static Dictionary<string, string> ProcessEnvironment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
