using Mien.Learning.Detection;
using Mien.Neural.Zoo;

namespace Mien.Learning.Recipes;

/// <summary>A face detector in place of a network for emotions: what it is built like, and what it learns from.</summary>
public sealed record DetectionOptions
{
    /// <summary>The side of the pictures that it learns from, in pixels.</summary>
    /// <value>A multiple of 32, 64 to 1024; 320 by default.</value>
    public int Size { get; private init; }

    /// <summary>The channels at strides 2, 4, 8, 16 and 32.</summary>
    /// <value>Five numbers of 4 to 512; 16, 32, 64, 96, 128 by default.</value>
    public IReadOnlyList<int> Widths { get; private init; } = [];

    /// <summary>The channels of the pyramid and the heads.</summary>
    /// <value>4 to 512; 64 by default.</value>
    public int Neck { get; private init; }

    /// <summary>The list of photos, in the folder of the data.</summary>
    /// <value><c>train.jsonl</c> by default.</value>
    public string List { get; private init; } = "";

    /// <summary>The sources whose photos are left out, by the name that the list gives them.</summary>
    /// <value>Up to 64 names; none by default.</value>
    public IReadOnlyList<string> Exclude { get; private init; } = [];

    /// <summary>The share of the photos that is not learned from and chooses the epoch.</summary>
    /// <value>Above 0 to 0.5; 0.05 by default.</value>
    public double Choose { get; private init; }

    /// <summary>How photos are varied.</summary>
    public SceneOptions Augmentation { get; private init; } = new();

    /// <summary>How the parts of the loss weigh.</summary>
    public DetectionLossOptions Loss { get; private init; } = new();

    /// <summary>The network for an input of a size.</summary>
    /// <param name="size">Its side, a multiple of 32.</param>
    /// <param name="seed">The seed of the weights' start.</param>
    internal Neural.Graph Create(int size, int seed) =>
        FaceDetectorNetwork.Create(new FaceDetectorNetworkOptions { Height = size, Width = size, Widths = Widths, Neck = Neck, Seed = seed });

    internal static DetectionOptions Read(SectionReader section)
    {
        var options = new DetectionOptions
        {
            Size = section.Integer("size", 320, 64, 1024),
            Widths = section.Integers("widths", [16, 32, 64, 96, 128], 4, 512, 5),
            Neck = section.Integer("neck", 64, 4, 512),
            List = section.Name("list", "train.jsonl"),
            Exclude = section.Names("exclude", 0, 64),
            Choose = section.Number("choose", 0.05, NumberRange.AboveTo(0, 0.5)),
            Augmentation = ReadAugmentation(section.Section("augmentation")),
            Loss = ReadLoss(section.Section("loss")),
        };
        if (options.Size % FaceDetectorNetwork.Multiple != 0)
            section.Fault("size", $"is {options.Size}; it must be a multiple of {FaceDetectorNetwork.Multiple}");
        if (options.Widths.Count != 5)
            section.Fault("widths", "must list five numbers, for strides 2, 4, 8, 16 and 32");
        section.Close();
        return options;
    }

    private static SceneOptions ReadAugmentation(SectionReader section)
    {
        var (none, share) = (new SceneOptions(), NumberRange.FromTo(0, 1));
        var options = new SceneOptions
        {
            Mosaic = section.Number("mosaic", none.Mosaic, share),
            SmallestFace = section.Number("smallestFace", none.SmallestFace, NumberRange.FromTo(8, 64)),
            LargestFace = section.Number("largestFace", none.LargestFace, NumberRange.FromTo(0.1, 1.5)),
            Flip = section.Number("flip", none.Flip, share),
            Rotation = section.Number("rotation", none.Rotation, NumberRange.FromTo(0, 45)),
            Brightness = section.Number("brightness", none.Brightness, share),
            Contrast = section.Number("contrast", none.Contrast, NumberRange.FromTo(0, 0.9)),
            Grey = section.Number("grey", none.Grey, share),
            LowLight = section.Number("lowLight", none.LowLight, share),
            Blur = section.Number("blur", none.Blur, share),
        };
        section.Close();
        return options;
    }

    private static DetectionLossOptions ReadLoss(SectionReader section)
    {
        var (usual, weight) = (new DetectionLossOptions(), NumberRange.FromTo(0, 100));
        var options = new DetectionLossOptions
        {
            Box = section.Number("box", usual.Box, weight),
            Landmarks = section.Number("landmarks", usual.Landmarks, weight),
            LandmarkBend = section.Number("landmarkBend", usual.LandmarkBend, NumberRange.AboveTo(0, 1)),
        };
        section.Close();
        return options;
    }
}
