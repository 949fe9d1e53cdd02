using Mien.Cli;
using Mien.Cli.Hosting;

using var interrupt = new Interrupt();
return new Application(Shell.OfProcess(interrupt)).Run(args);
