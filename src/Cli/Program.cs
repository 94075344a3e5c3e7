using MyStyle.Cli;

return await CommandLine.RunAsync(args);
