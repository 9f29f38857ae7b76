namespace Goico.JsonSchema.Compiling;

/// <summary>The groups of keywords that a meta-schema of 2019-09 or later may take or leave.</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,

    /// <summary>Identity and references; there is no schema without it.</summary>
    Core = 1,

    Applicator = 2,

    /// <summary>In 2019-09 a part of the applicators.</summary>
    Unevaluated = 4,

    Validation = 8,

    MetaData = 16,

    /// <summary><c>format</c> says something, and is checked if the options ask for it.</summary>
    FormatAnnotation = 32,

    /// <summary><c>format</c> is checked.</summary>
    FormatAssertion = 64,

    Content = 128,

    /// <summary>Either of both: the keyword <c>format</c> exists.</summary>
    Format = FormatAnnotation | FormatAssertion,

    All = Core | Applicator | Unevaluated | Validation | MetaData | FormatAnnotation | Content,
}
