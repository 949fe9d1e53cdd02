namespace Mien.Imaging.Vips;

/// <summary>The names under which libvips and its two companions are installed, and the numbers of its enumerations.</summary>
internal static class VipsNames
{
    public const string Vips = "vips";
    public const string GObject = "gobject-2.0";
    public const string GLib = "glib-2.0";

    /// <summary>Set to a full path, it names the one libvips to load.</summary>
    public const string OverrideVariable = "MIEN_LIBVIPS";

    // Fundamental types of GObject: fixed numbers, shifted left by two.
    public const nint TypeBoolean = 5 << 2;
    public const nint TypeInt = 6 << 2;
    public const nint TypeDouble = 15 << 2;
    public const nint TypeString = 16 << 2;
    public const nint TypeObject = 20 << 2;

    public const int FormatUChar = 0;
    public const int InterpretationMultiband = 0;
    public const int InterpretationBw = 1;
    public const int InterpretationSrgb = 22;
    public const int InterpretationRgb16 = 25;
    public const int InterpretationGrey16 = 26;
    public const int AccessSequential = 1;
    public const int FailOnTruncated = 1;

    public static string InstallHint =>
        OperatingSystem.IsWindows() ? "get vips-dev-w64-web from https://github.com/libvips/build-win64-mxe/releases and put its bin folder on PATH"
        : OperatingSystem.IsMacOS() ? "brew install vips"
        : "sudo apt-get install libvips42";

    public static IReadOnlyList<string> Candidates(string library) => library switch
    {
        Vips when Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } path => [path],
        Vips => Platform("libvips.so.42", "libvips.42.dylib", "libvips-42.dll"),
        GObject => Platform("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
        _ => Platform("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll"),
    };

    private static string[] Platform(string linux, string mac, string windows) =>
        OperatingSystem.IsWindows() ? [windows]
        : OperatingSystem.IsMacOS() ? [mac, "/opt/homebrew/lib/" + mac, "/usr/local/lib/" + mac]
        : [linux];
}
