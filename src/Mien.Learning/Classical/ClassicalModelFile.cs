using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Mien.Emotions;
using Mien.Learning.Features;
using Mien.Neural;

namespace Mien.Learning.Classical;

/// <summary>
/// A classical model on disk: "MIENCLAS", a version, the length of a header of JSON, the header, arrays of 32-bit numbers (little-endian), and a SHA-256 over
/// all of it. Nothing in it is executed; every count is checked against the file's length before anything is made of that size.
/// </summary>
internal static class ClassicalModelFile
{
    private const int Version = 1;
    private const int LargestHeader = 1 << 25;
    private const int MostClasses = 1000;
    private static ReadOnlySpan<byte> Magic => "MIENCLAS"u8;

    /// <summary>Writes a model.</summary>
    public static void Write(string path, ClassicalModel model)
    {
        var arrays = new ModelArrays();
        model.Classifier.Save(arrays);
        var (pipeline, method) = (model.Pipeline, NameOf(model.Classifier));
        if (pipeline.Mean is { } mean)
            arrays.Add("features.mean", mean);
        if (pipeline.Scale is { } scale)
            arrays.Add("features.scale", scale);
        if (pipeline.Components is { } components)
        {
            arrays.Add("pca.mean", components.Mean);
            arrays.Add("pca.components", components.Components);
            arrays.Add("pca.variances", components.Variances);
        }
        var shapes = arrays.All.Select(array => new ArrayShape(array.Key, array.Value is int[], array.Value.Length)).ToArray();
        var header = new ClassicalHeader(
            method, model.Output, [.. model.Labels.Names], model.Temperature, pipeline.Size, pipeline.Options, model.Training, shapes);
        var text = JsonSerializer.SerializeToUtf8Bytes(header, ClassicalJson.Default.ClassicalHeader);
        AtomicFile.Write(path, stream => Write(stream, text, arrays));
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, of a newer version, or no such model.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ClassicalModel Read(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return Read(stream, path);
        }
        catch (Exception fault) when (fault is EndOfStreamException or JsonException or ArgumentException or InvalidDataException or OverflowException)
        {
            throw new ModelFormatException($"{path} is damaged or no classical model: {fault.Message.TrimEnd('.')}.", fault);
        }
    }

    private static string NameOf(IClassifier classifier) => classifier switch
    {
        RandomForest => "random-forest",
        LinearSvm => "linear-svm",
        NearestNeighbours => "knn",
        _ => "hmm",
    };

    private static void Write(Stream stream, byte[] header, ModelArrays arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var start = new byte[16];
        Magic.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(12), header.Length);
        Put(start);
        Put(header);
        foreach (var (_, values) in arrays.All)
            Put(values is int[] whole ? MemoryMarshal.AsBytes<int>(whole) : MemoryMarshal.AsBytes<float>((float[])values));
        stream.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            stream.Write(bytes);
            hash.AppendData(bytes);
        }
    }

    private static ClassicalModel Read(FileStream stream, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var start = Take(16);
        var (version, length) = (BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(12)));
        if (!start.AsSpan(0, 8).SequenceEqual(Magic) || length is < 2 or > LargestHeader)
            throw new InvalidDataException("it does not start as one");
        if (version > Version)
            throw new InvalidDataException($"it has version {version}, and this version of Mien reads up to {Version}: use a newer Mien");
        var header = JsonSerializer.Deserialize(Take(length), ClassicalJson.Default.ClassicalHeader) ?? throw new InvalidDataException("its header is empty");
        var arrays = new ModelArrays();
        foreach (var shape in header.Arrays)
        {
            var bytes = Take(checked(shape.Length * 4));
            if (shape.IsWhole)
                arrays.Add(shape.Name, MemoryMarshal.Cast<byte, int>(bytes).ToArray());
            else
                arrays.Add(shape.Name, MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        }
        var digest = hash.GetHashAndReset();
        if (!Take(digest.Length).AsSpan().SequenceEqual(digest) || stream.Position != stream.Length)
            throw new InvalidDataException("its digest does not fit its content");
        return Build(header, arrays, path);

        byte[] Take(int count)
        {
            if (count < 0 || count > stream.Length - stream.Position)
                throw new EndOfStreamException("it ends too early");
            var bytes = new byte[count];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            return bytes;
        }
    }

    private static ClassicalModel Build(ClassicalHeader header, ModelArrays arrays, string path)
    {
        if (header.Features.Fault() is { } fault)
            throw new InvalidDataException(fault);
        if (header.Size is < 16 or > 1024 || header.Labels.Length is 0 or > MostClasses || !(header.Temperature > 0) || !double.IsFinite(header.Temperature))
            throw new InvalidDataException("its header is out of range");
        var components = header.Features.Pca is null
            ? null
            : new PrincipalComponents(arrays.Floats("pca.mean"), arrays.Floats("pca.components"), arrays.Floats("pca.variances"));
        var standardized = header.Features.Standardize;
        var pipeline = new FeaturePipeline(
            header.Features, header.Size, standardized ? arrays.Floats("features.mean") : null, standardized ? arrays.Floats("features.scale") : null, components);
        var (classes, width) = (header.Labels.Length, pipeline.Length);
        IClassifier classifier = header.Method switch
        {
            "random-forest" => RandomForest.Load(arrays, classes, width),
            "linear-svm" => LinearSvm.Load(arrays, classes, width),
            "knn" => NearestNeighbours.Load(arrays, classes, width),
            "hmm" => HmmClassifier.Load(arrays, classes, width),
            _ => throw new InvalidDataException($"its method '{header.Method}' is unknown"),
        };
        return new ClassicalModel
        {
            Source = path,
            Output = header.Output,
            Labels = new LabelSet(header.Labels),
            Temperature = header.Temperature,
            Training = header.Training,
            Pipeline = pipeline,
            Classifier = classifier,
        };
    }
}
