namespace Mien.Faces.Haar;

/// <summary>Finds OpenCV's cascade files on this machine.</summary>
public sealed class CascadeFile
{
    /// <summary>The cascade that is used where none is named.</summary>
    public const string DefaultName = "haarcascade_frontalface_default.xml";

    private static readonly string[] Folders =
    [
        "/usr/share/opencv4/haarcascades",
        "/usr/share/opencv/haarcascades",
        "/usr/local/share/opencv4/haarcascades",
        "/opt/homebrew/share/opencv4/haarcascades",
        "/opt/homebrew/opt/opencv/share/opencv4/haarcascades",
        "/usr/local/opt/opencv/share/opencv4/haarcascades",
    ];

    private static readonly string[] Variables = ["OPENCV_DATA_DIR", "OPENCV_SAMPLES_DATA_PATH"];

    private CascadeFile(string? path, IReadOnlyList<string> tried) => (Path, Tried) = (path, tried);

    /// <summary>The file, or null where none was found.</summary>
    public string? Path { get; }

    /// <summary>All paths that were looked at, in order; the last one is <see cref="Path"/> where that is not null.</summary>
    public IReadOnlyList<string> Tried { get; }

    /// <summary>One line that says what is missing and how to install it.</summary>
    public static string InstallHint =>
        $"The face cascade {DefaultName} is missing: install it (Debian, Ubuntu: apt install opencv-data; macOS: brew install opencv) or give a file with --cascade.";

    /// <summary>
    /// Looks for a cascade by name: in the folders that OPENCV_DATA_DIR and OPENCV_SAMPLES_DATA_PATH name (and their
    /// <c>haarcascades</c>), then where Linux distributions and Homebrew put them.
    /// </summary>
    /// <param name="name">A file name, such as <c>haarcascade_frontalface_alt2.xml</c>.</param>
    public static CascadeFile Find(string name = DefaultName) => Find(name, Environment.GetEnvironmentVariable);

    internal static CascadeFile Find(string name, Func<string, string?> environment)
    {
        var named = Variables
            .SelectMany(variable => (environment(variable) ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(folder => new[] { folder, System.IO.Path.Combine(folder, "haarcascades") });
        var tried = new List<string>();
        foreach (var path in named.Concat(Folders).Select(folder => System.IO.Path.Combine(folder, name)))
        {
            tried.Add(path);
            if (File.Exists(path))
                return new CascadeFile(path, tried);
        }
        return new CascadeFile(null, tried);
    }
}
