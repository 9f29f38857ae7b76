using Goico.Wasm;
using Jobico.Cli.Inspection;

namespace Jobico.Cli.Tests;

/// <summary>What programs say of themselves.</summary>
public sealed class OutlineTests
{
    [Fact]
    public void Read_OfAModule_GivesImportsExportsAndMemories()
    {
        ModuleOutline outline = Read("""
            (module
              (import "env" "log" (func $log (param i32 i32 i32)))
              (import "env" "limit" (global i64))
              (import "env" "table" (table 1 funcref))
              (type $other (func (param f64) (result i32 i64)))
              (memory (export "memory") 2 16)
              (func (export "run") (type $other) unreachable)
              (func $inner)
              (global (export "answer") i32 (i32.const 42)))
            """);

        Assert.Null(outline.Problem);
        Assert.False(outline.IsComponent);
        Assert.Equal(
            [("env.log", "func", "(i32, i32, i32)"), ("env.limit", "global", "i64"), ("env.table", "table", "")],
            outline.Imports.Select(Parts));
        Assert.Equal(
            [("memory", "memory", ""), ("run", "func", "(f64) -> i32, i64"), ("answer", "global", "")],
            outline.Exports.Select(Parts));
        Assert.Equal([new OutlineMemory(131_072, 1_048_576)], outline.Memories);
        Assert.Equal((2, 2), (outline.Functions, outline.Custom.NamedFunctions));
    }

    [Fact]
    public void Read_OfCustomSections_GivesProducersAndLines()
    {
        ModuleOutline outline = Read("""
            (module
              (@producers (language "C11" "") (processed-by "clang" "14.0.6") (processed-by "rustc" "1.63"))
              (@custom ".debug_line" "0123456789")
              (@custom "name" "\01\ff"))
            """);

        Assert.Equal(
            [("language", "C11"), ("processed-by", "clang 14.0.6, rustc 1.63")], outline.Custom.Producers);
        Assert.True(outline.Custom.HasLines);
        Assert.Contains((".debug_line", 10), outline.Custom.All);
        Assert.Equal(0, outline.Custom.NamedFunctions);
    }

    [Fact]
    public void Read_OfAComponent_GivesItsWit()
    {
        ModuleOutline outline = Read("""
            (component
              (import "jobico:jobicolet/types@1.0.0" (instance $types
                (type $kind' (enum "not-granted" "invalid"))
                (export "error-kind" (type $kind (eq $kind')))
                (type $error' (record (field "kind" $kind) (field "message" string)))
                (export "error" (type (eq $error')))))
              (alias export $types "error" (type $error))
              (import "jobico:jobicolet/key-value@1.0.0" (instance
                (alias outer 1 $error (type $outer))
                (export "error" (type $mine (eq $outer)))
                (export "get" (func (param "key" string) (result (result (option string) (error $mine)))))
                (export "keys" (func (param "prefix" string) (param "max" u32)
                  (result (result (list string) (error $mine)))))))
              (import "wasi:io/poll@0.2.0" (instance
                (export "pollable" (type $pollable (sub resource)))
                (export "block" (func (param "self" (borrow $pollable))))))
              (core module $m
                (memory (export "memory") 1)
                (func (export "handle") (param i32 i32) (result i32) i32.const 0)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
              (core instance $i (instantiate $m))
              (func $handle (param "event" string) (result (result string (error string)))
                (canon lift (core func $i "handle") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
              (export "handle" (func $handle)))
            """);

        Assert.Null(outline.Problem);
        Assert.True(outline.IsComponent);
        Assert.Equal(
            ["jobico:jobicolet/types@1.0.0", "jobico:jobicolet/key-value@1.0.0", "wasi:io/poll@0.2.0"],
            outline.Imports.Select(import => import.Name));
        Assert.Equal(
            [
                ("get", "func", "func(key: string) -> result<option<string>, error>"),
                ("keys", "func", "func(prefix: string, max: u32) -> result<list<string>, error>"),
            ],
            outline.Imports[1].Members.Select(Parts));
        Assert.Equal([("block", "func", "func(self: borrow<pollable>)")], outline.Imports[2].Members.Select(Parts));
        Assert.Equal(
            [("handle", "func", "func(event: string) -> result<string, string>")], outline.Exports.Select(Parts));
        Assert.Equal((1, 2), (outline.Modules, outline.Functions));
    }

    [Fact]
    public void Read_OfAComponentThatExportsAnInterface_GivesItsFunctions()
    {
        ModuleOutline outline = Read("""
            (component
              (core module $m (func (export "f") (param i32) (result i32) local.get 0))
              (core instance $i (instantiate $m))
              (type $failure (record (field "code" u64) (field "kind" (variant (case "a") (case "b" (tuple u8 s16))))))
              (export $failure-named "failure" (type $failure))
              (func $f (param "flag" (flags "x" "y")) (result (option char)) (canon lift (core func $i "f")))
              (func $g (param "at" u32) (result bool) (canon lift (core func $i "f")))
              (instance $one (export "g" (func $g)))
              (export "my:own/iface@0.1.0" (instance $one)))
            """);

        Assert.Null(outline.Problem);
        Assert.Equal([("failure", "type"), ("my:own/iface@0.1.0", "interface")], outline.Exports.Select(export => (export.Name, export.Kind)));
        Assert.Equal([("g", "func", "func(at: u32) -> bool")], outline.Exports[1].Members.Select(Parts));
    }

    [Fact]
    public void Read_OfTypesMadeOfTypes_StaysSmall()
    {
        string doubling = string.Concat(Enumerable.Range(1, 60).Select(level =>
            $"(type $t{level} (tuple $t{level - 1} $t{level - 1}))"));

        ModuleOutline outline = Read(
            $"(component (type $t0 (tuple u8 u8)) {doubling} (import \"f\" (func (param \"x\" $t60))))");

        Assert.Null(outline.Problem);
        Assert.InRange(outline.Imports.Single().Type.Length, 100, 600);
    }

    [Fact]
    public void Read_OfAnyBrokenProgram_TellsInsteadOfThrowing()
    {
        byte[][] whole =
        [
            Programs.Count,
            WasmText.ToBinary("""(component (import "a" (instance (export "f" (func (param "x" (list string)))))))"""),
        ];
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(
                CsCheck.Gen.Int[0, whole.Length - 1], CsCheck.Gen.Int[8, 400], CsCheck.Gen.Byte, CsCheck.Gen.Bool),
            (index, at, value, cut) =>
            {
                byte[] broken = [.. whole[index]];
                at = Math.Min(at, broken.Length - 1);
                broken[at] = value;
                _ = Outlines.Read(cut ? broken.AsSpan(0, at) : broken);
            });
    }

    private static ModuleOutline Read(string text) => Outlines.Read(WasmText.ToBinary(text))!;

    private static (string Name, string Kind, string Type) Parts(OutlineItem item) => (item.Name, item.Kind, item.Type);
}
