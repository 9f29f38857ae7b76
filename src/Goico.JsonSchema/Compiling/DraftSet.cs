namespace Goico.JsonSchema.Compiling;

/// <summary>Several drafts, those that have a keyword.</summary>
[Flags]
internal enum DraftSet
{
    None = 0,
    Draft4 = 1,
    Draft6 = 2,
    Draft7 = 4,
    Draft2019 = 8,
    Draft2020 = 16,
    From2019 = Draft2019 | Draft2020,
    From7 = Draft7 | From2019,
    From6 = Draft6 | From7,
    Before2020 = Draft4 | Draft6 | Draft7 | Draft2019,
    All = Draft4 | From6,
}
