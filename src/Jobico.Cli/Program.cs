using Jobico.Cli;

if (CompilerVerb.TryRun(args, out int? exitCode)) return exitCode.Value;
return await JobicoCommand.RunAsync(args, Surroundings.OfProcess(), CancellationToken.None);
