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
    ];
}
