using System.Runtime.InteropServices;
using Mien.Compute;
using Mien.Neural.Safetensors;

namespace Mien.Neural.PyTorch;

/// <summary>Makes arrays of f32 from the strided views of a file's storages, within a limit for all of them together.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="stored">The numbers that the file's storages hold.</param>
internal sealed class TensorDecoder(string file, long stored)
{
    /// <summary>
    /// How many numbers the tensors may have for each one that is stored. Strides of 0 and views of one storage repeat numbers; weights hardly ever do, and a
    /// few bytes could otherwise name as many numbers as the memory holds.
    /// </summary>
    public const int MostRepeats = 16;

    private long budget = ModelFile.LargestFile / sizeof(float);
    private long repeats = MostRepeats * stored;

    /// <summary>The numbers of a view, row-major.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="view">The view; it lies inside the storage, has elements and fractions.</param>
    /// <param name="storage">The storage's bytes.</param>
    /// <exception cref="ModelFormatException">A number is not finite, or the tensors together are too large.</exception>
    public StoredTensor Decode(string name, TensorView view, ReadOnlySpan<byte> storage)
    {
        if ((repeats -= view.Count) < 0)
        {
            throw new ModelFormatException(
                $"{file}: its tensors have more than {MostRepeats} times as many numbers as it stores, as expanded views have: save them by .clone(), which weights rarely need.");
        }
        if ((budget -= view.Count) < 0)
            throw new ModelFormatException($"{file}: its tensors together are larger than 1 GiB, the most that Mien reads as a model.");
        var values = new float[view.Count];
        var inner = InnerRun(view);
        for (var i = 0; i < values.Length; i += inner)
            Numbers(storage, view.Storage.Type, Offset(view, i), values.AsSpan(i, inner));
        NumberFormats.RequireFinite(values, name, file);
        return new StoredTensor(new Shape(view.Sizes), values);
    }

    /// <summary>How many elements at the end of the view lie side by side.</summary>
    private static int InnerRun(TensorView view)
    {
        var run = 1;
        for (var d = view.Sizes.Length - 1; d >= 0 && (view.Strides[d] == run || view.Sizes[d] == 1); d--)
            run *= view.Sizes[d];
        return run;
    }

    /// <summary>Where the element of a row-major index lies.</summary>
    private static long Offset(TensorView view, int index)
    {
        var (offset, rest) = (view.Offset, index);
        for (var d = view.Sizes.Length - 1; d >= 0; d--)
        {
            offset += rest % view.Sizes[d] * view.Strides[d];
            rest /= view.Sizes[d];
        }
        return offset;
    }

    private static void Numbers(ReadOnlySpan<byte> storage, StorageType type, long offset, Span<float> target)
    {
        var raw = storage.Slice(checked((int)(offset * type.Size)), target.Length * type.Size);
        switch (type.Name)
        {
            case "FloatStorage":
                MemoryMarshal.Cast<byte, float>(raw).CopyTo(target);
                break;
            case "DoubleStorage":
                for (var i = 0; i < target.Length; i++)
                    target[i] = (float)MemoryMarshal.Cast<byte, double>(raw)[i];
                break;
            case "HalfStorage":
                for (var i = 0; i < target.Length; i++)
                    target[i] = (float)MemoryMarshal.Cast<byte, Half>(raw)[i];
                break;
            default:
                for (var i = 0; i < target.Length; i++)
                    target[i] = NumberFormats.FromBFloat16(MemoryMarshal.Cast<byte, ushort>(raw)[i]);
                break;
        }
    }
}
