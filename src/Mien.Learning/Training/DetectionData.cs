using System.Security.Cryptography;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Detection;
using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>The photos that a detector learns from, and those that choose its epoch.</summary>
internal sealed class DetectionData
{
    private DetectionData(PhotoStore train, PhotoStore choose, string digest) => (Train, Choose, Digest) = (train, choose, digest);

    /// <summary>What is learned from.</summary>
    public PhotoStore Train { get; }

    /// <summary>What chooses.</summary>
    public PhotoStore Choose { get; }

    /// <summary>The SHA-256 of the list's file, in hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Reads the list, leaves sources out and draws the photos that choose.</summary>
    /// <param name="folder">The folder of the list.</param>
    /// <param name="options">Which list, which sources, which share.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="batch">Pictures of a step.</param>
    /// <exception cref="DataFormatException">The list is missing or faulty, a source is not in it, too few photos are left, or no face has landmarks.</exception>
    public static DetectionData Load(string folder, DetectionOptions options, int seed, int batch)
    {
        var path = Path.Combine(folder, options.List);
        var all = AnnotationReader.Read(path);
        if (options.Exclude.FirstOrDefault(source => all.All(photo => photo.Source != source)) is { } unknown)
            throw new DataFormatException(path, 0, null, $"no photo is of the source '{unknown}' that the recipe leaves out; there are {string.Join(", ", all.Select(photo => photo.Source).Distinct().Order(StringComparer.Ordinal))}.");
        var kept = all.Where(photo => !options.Exclude.Contains(photo.Source)).ToList();
        var order = new int[kept.Count];
        EpochOrder.Fill(order, (ulong)seed, epoch: -1, shuffle: true);
        var chosen = (int)Math.Round(options.Choose * kept.Count);
        var (choose, train) = (order.Take(chosen).Order().Select(i => kept[i]).ToList(), order.Skip(chosen).Order().Select(i => kept[i]).ToList());
        if (choose.All(photo => photo.Faces.All(face => face.IsIgnored)) || train.Count < batch)
            throw new DataFormatException(path, 0, null, FormattableString.Invariant($"{kept.Count} photos are left, too few to learn from in steps of {batch} and to choose by."));
        if (train.All(photo => photo.Faces.All(face => face.IsIgnored || face.Landmarks is null)))
            throw new DataFormatException(path, 0, null, "no face to learn from has landmarks, and a detector's points, by which faces are cut out, would be left to chance; mark those of a share of the faces.");
        return new DetectionData(new PhotoStore(train), new PhotoStore(choose), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
    }
}
