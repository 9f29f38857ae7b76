namespace Goico.Wasm;

/// <summary>
/// How to start a process that compiles for an engine. Compilers are large programs, and what they are given here is
/// written by strangers: in a process of its own a compilation can be stopped when it takes too long, and takes only
/// that process with it when it needs too much memory.
/// </summary>
/// <param name="FileName">The program; it calls <see cref="CompilerHost.Run"/> with what follows its arguments.</param>
/// <param name="Arguments">Its first arguments.</param>
public sealed record CompilerProcess(string FileName, IReadOnlyList<string> Arguments);
