namespace Mien.Imaging.Vips;

/// <summary>Encodes 8-bit grey or RGB pixels to the bytes of a file.</summary>
internal static unsafe class VipsEncoder
{
    public static byte[] Encode(byte[] pixels, int width, int height, int channels, string saver, int? quality)
    {
        VipsLibrary.Require();
        fixed (byte* data = pixels)
        {
            using var memory = new VipsObject(
                VipsExterns.vips_image_new_from_memory(data, (nuint)pixels.Length, width, height, channels, VipsNames.FormatUChar));
            if (memory.IsInvalid)
                throw VipsException.Take(saver);
            using var copy = new VipsOperation("copy");
            using var picture = copy.Set("in", memory)
                .Set("interpretation", channels == 1 ? VipsNames.InterpretationBw : VipsNames.InterpretationSrgb)
                .RunImage();
            using var operation = new VipsOperation(saver);
            operation.Set("in", picture).Set("strip", true);
            if (quality is { } q)
                operation.Set("Q", q);
            return operation.RunBuffer();
        }
    }
}
