using System.Runtime.InteropServices;

namespace Mien.Imaging.Vips;

/// <summary>The functions of libvips, GObject and GLib that Mien calls; none is variadic.</summary>
internal static unsafe partial class VipsExterns
{
    [LibraryImport(VipsNames.Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string argv0);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_version(int flag);

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_concurrency_set(int concurrency);

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_cache_set_max(int max);

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_block_untrusted_set(int state);

    [LibraryImport(VipsNames.Vips)]
    public static partial byte* vips_error_buffer_copy();

    [LibraryImport(VipsNames.Vips)]
    public static partial byte* vips_foreign_find_load_buffer(void* data, nuint size);

    [LibraryImport(VipsNames.Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string name);

    [LibraryImport(VipsNames.Vips)]
    public static partial nint vips_cache_operation_build(VipsObject operation);

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_object_unref_outputs(VipsObject operation);

    [LibraryImport(VipsNames.Vips)]
    public static partial nint vips_blob_get_type();

    [LibraryImport(VipsNames.Vips)]
    public static partial nint vips_blob_new(nint free, void* data, nuint size);

    [LibraryImport(VipsNames.Vips)]
    public static partial byte* vips_blob_get(nint blob, out nuint size);

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_area_unref(nint area);

    [LibraryImport(VipsNames.Vips)]
    public static partial nint vips_array_double_get_type();

    [LibraryImport(VipsNames.Vips)]
    public static partial void vips_value_set_array_double(ref GValue value, double* values, int count);

    [LibraryImport(VipsNames.Vips)]
    public static partial nint vips_image_new_from_memory(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(VipsNames.Vips)]
    public static partial byte* vips_image_write_to_memory(VipsObject image, out nuint size);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_get_width(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_get_height(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_get_bands(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_get_format(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_guess_interpretation(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_get_orientation(VipsObject image);

    [LibraryImport(VipsNames.Vips)]
    public static partial int vips_image_hasalpha(VipsObject image);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_object_unref(nint instance);

    [LibraryImport(VipsNames.GObject)]
    public static partial nint g_object_ref(nint instance);

    [LibraryImport(VipsNames.GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(VipsObject instance, string name, ref GValue value);

    [LibraryImport(VipsNames.GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(VipsObject instance, string name, ref GValue value);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_init(ref GValue value, nint type);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_unset(ref GValue value);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_set_int(ref GValue value, int number);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_set_boolean(ref GValue value, int flag);

    [LibraryImport(VipsNames.GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_value_set_string(ref GValue value, string text);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_set_object(ref GValue value, VipsObject instance);

    [LibraryImport(VipsNames.GObject)]
    public static partial nint g_value_get_object(ref GValue value);

    [LibraryImport(VipsNames.GObject)]
    public static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(VipsNames.GObject)]
    public static partial nint g_value_get_boxed(ref GValue value);

    [LibraryImport(VipsNames.GLib)]
    public static partial void g_free(void* memory);

    [LibraryImport(VipsNames.GLib, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void> handler, void* user);
}
