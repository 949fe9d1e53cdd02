namespace Mien.Neural.Zoo;

/// <summary>The networks that the zoo knows.</summary>
internal static class NetworkKinds
{
    public static IReadOnlyList<NetworkKind> All { get; } =
    [
        new("resnet18-48", 48, 1, new ResidualBody(64, [new(64, 2, 1), new(128, 2, 2), new(256, 2, 2), new(512, 2, 2)]).Build),
        new("small", 48, 1, new ResidualBody(32, [new(64, 2, 2), new(128, 3, 2), new(256, 2, 2)]).Build),
        new("b2", 48, 1, PlainBody.Build) { GivesMap = false, HasActivation = true, OwnDropout = PlainBody.OwnDropout },
        new("resnet18", 224, 3, new ResNetBody([2, 2, 2, 2], bottleneck: false).Build) { OutputLayer = "fc" },
        new("resnet34", 224, 3, new ResNetBody([3, 4, 6, 3], bottleneck: false).Build) { OutputLayer = "fc" },
        new("resnet50", 224, 3, new ResNetBody([3, 4, 6, 3], bottleneck: true).Build) { OutputLayer = "fc" },
        new("b3", 48, 1, SmallestBody.Build) { GivesMap = false, SmallestInput = SmallestBody.SmallestInput },
        new("b4", 48, 1, FourBlockBody.Build) { GivesMap = false, OwnDropout = FourBlockBody.OwnDropout, SmallestInput = FourBlockBody.SmallestInput },
        new("vgg19-bn", 224, 3, VggBody.Build)
        {
            GivesMap = false, OutputLayer = "classifier.6", OwnDropout = VggBody.OwnDropout, SmallestInput = 32, LargestInput = VggBody.LargestInput,
        },
        new("densenet121", 224, 3, new DenseNetBody([6, 12, 24, 16]).Build) { OutputLayer = "classifier", SmallestInput = 32 },
        new("inception-v3", 299, 3, InceptionBody.Build) { OutputLayer = "fc", SmallestInput = InceptionBody.SmallestInput, HasKerasLayout = true },
        new("mobilenet-v2", 224, 3, MobileNetBody.Build) { OutputLayer = "classifier.1", HasKerasLayout = true },
        new("efficientnet-b0", 224, 3, EfficientNetBody.Build) { OutputLayer = "classifier.1", TimmOutputLayer = "classifier" },
    ];
}
