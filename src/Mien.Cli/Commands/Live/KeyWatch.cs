using Mien.Cli.Hosting;

namespace Mien.Cli.Commands.Live;

/// <summary>Waits for the key that ends what is shown in the terminal.</summary>
internal static class KeyWatch
{
    private const char Escape = '\e';

    /// <summary>Watches keys on a thread of its own, which ends with the program or with the key.</summary>
    /// <param name="shell">Whose keys; where there are none, nothing is watched.</param>
    /// <param name="ended">Called once, when q or Esc was pressed.</param>
    public static void Start(Shell shell, Action ended)
    {
        if (shell.ReadKey is not { } read)
            return;
        var watch = new Thread(() =>
        {
            try
            {
                while (read() is not ('q' or 'Q' or Escape))
                {
                }
                ended();
            }
            catch (InvalidOperationException)
            {
                // The terminal is gone, and with it its keys.
            }
        });
        (watch.IsBackground, watch.Name) = (true, "mien keys");
        watch.Start();
    }
}
