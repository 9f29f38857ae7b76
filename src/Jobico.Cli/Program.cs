using Jobico.Cli;

return await JobicoCommand.RunAsync(args, Surroundings.OfProcess(), CancellationToken.None);
