using Microsoft.Win32.SafeHandles;

namespace Mien.Imaging.Vips;

/// <summary>Owns one reference to a GObject: a picture or an operation of libvips.</summary>
internal sealed class VipsObject : SafeHandleZeroOrMinusOneIsInvalid
{
    public VipsObject(nint reference)
        : base(ownsHandle: true) => SetHandle(reference);

    protected override bool ReleaseHandle()
    {
        VipsExterns.g_object_unref(handle);
        return true;
    }
}
