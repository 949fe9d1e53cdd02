namespace Mien.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        Console.Error.WriteLine($"mien: unknown command '{string.Join(' ', args)}'");
        return 2;
    }
}
