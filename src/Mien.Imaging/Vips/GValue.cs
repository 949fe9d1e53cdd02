using System.Runtime.InteropServices;

namespace Mien.Imaging.Vips;

/// <summary>GObject's variant: a type and 16 bytes, initialised by <c>g_value_init</c> and released by <c>g_value_unset</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nint Type;
    public ulong First;
    public ulong Second;
}
