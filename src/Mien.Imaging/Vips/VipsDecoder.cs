using System.Runtime.InteropServices;

namespace Mien.Imaging.Vips;

/// <summary>Decodes the bytes of a picture file to 8-bit grey or sRGB.</summary>
internal static unsafe class VipsDecoder
{
    // libvips finds further loaders (ImageMagick, PDF, SVG …) that are blocked or that nobody asked for.
    private static readonly string[] Allowed = ["Jpeg", "Png", "Webp", "Nsgif", "Gif", "Tiff", "Heif"];

    /// <summary>The loader that knows the bytes, or null where no allowed one does.</summary>
    public static string? LoaderOf(ReadOnlySpan<byte> file)
    {
        VipsLibrary.Require();
        fixed (byte* data = file)
        {
            var name = VipsExterns.vips_foreign_find_load_buffer(data, (nuint)file.Length);
            if (name is null)
            {
                _ = VipsException.Take("find_load");
                return null;
            }

            var loader = Marshal.PtrToStringUTF8((nint)name)!;
            return Array.Exists(Allowed, kind => loader.StartsWith("VipsForeignLoad" + kind, StringComparison.Ordinal)) ? loader : null;
        }
    }

    /// <summary>Reads the header, asks whether the size is welcome, then decodes.</summary>
    public static DecodedPicture Decode(ReadOnlySpan<byte> file, string loader, Action<int, int> checkSize)
    {
        fixed (byte* data = file)
        {
            using var operation = new VipsOperation(loader);
            using var opened = operation.SetBuffer("buffer", data, file.Length)
                .Set("access", VipsNames.AccessSequential)
                .Set("fail_on", VipsNames.FailOnTruncated)
                .RunImage();
            checkSize(VipsExterns.vips_image_get_width(opened), VipsExterns.vips_image_get_height(opened));
            var orientation = VipsExterns.vips_image_get_orientation(opened);
            using var flat = Flatten(opened);
            using var plain = ToEightBits(flat);
            using var picture = KeepOneOrThree(plain);
            return Copy(picture, orientation);
        }
    }

    public static DecodedPicture Copy(VipsObject image, int orientation)
    {
        var memory = VipsExterns.vips_image_write_to_memory(image, out var size);
        if (memory is null)
            throw VipsException.Take("decoding");
        try
        {
            return new DecodedPicture(
                VipsExterns.vips_image_get_width(image),
                VipsExterns.vips_image_get_height(image),
                VipsExterns.vips_image_get_bands(image),
                new ReadOnlySpan<byte>(memory, checked((int)size)).ToArray(),
                orientation);
        }
        finally
        {
            VipsExterns.g_free(memory);
        }
    }

    /// <summary>Lays a picture with alpha on white, in its own depth.</summary>
    private static VipsObject Flatten(VipsObject image)
    {
        if (VipsExterns.vips_image_hasalpha(image) == 0)
            return Share(image);
        var deep = VipsExterns.vips_image_guess_interpretation(image) is VipsNames.InterpretationRgb16 or VipsNames.InterpretationGrey16;
        using var operation = new VipsOperation("flatten");
        return operation.Set("in", image).Set("background", [deep ? 65535.0 : 255.0]).RunImage();
    }

    private static VipsObject ToEightBits(VipsObject image)
    {
        var from = VipsExterns.vips_image_guess_interpretation(image);
        var bytes = VipsExterns.vips_image_get_format(image) == VipsNames.FormatUChar;
        if (bytes && from is VipsNames.InterpretationBw or VipsNames.InterpretationSrgb or VipsNames.InterpretationMultiband)
            return Share(image);
        if (from == VipsNames.InterpretationMultiband)
            return Cast(image);
        var to = from is VipsNames.InterpretationBw or VipsNames.InterpretationGrey16 ? VipsNames.InterpretationBw : VipsNames.InterpretationSrgb;
        using var operation = new VipsOperation("colourspace");
        using var converted = operation.Set("in", image).Set("space", to).RunImage();
        return VipsExterns.vips_image_get_format(converted) == VipsNames.FormatUChar ? Share(converted) : Cast(converted);
    }

    private static VipsObject Cast(VipsObject image)
    {
        using var operation = new VipsOperation("cast");
        return operation.Set("in", image).Set("format", VipsNames.FormatUChar).RunImage();
    }

    private static VipsObject KeepOneOrThree(VipsObject image)
    {
        var bands = VipsExterns.vips_image_get_bands(image);
        if (bands is 1 or 3)
            return Share(image);
        using var operation = new VipsOperation("extract_band");
        return operation.Set("in", image).Set("band", 0).Set("n", bands == 2 ? 1 : 3).RunImage();
    }

    private static VipsObject Share(VipsObject image) => new(VipsExterns.g_object_ref(image.DangerousGetHandle()));
}
