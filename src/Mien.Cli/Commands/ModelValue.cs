using Mien.Compute;

namespace Mien.Cli.Commands;

/// <summary>An input or output of a model.</summary>
internal sealed record ModelValue(string Name, IReadOnlyList<int> Shape)
{
    public static ModelValue Of(KeyValuePair<string, Shape> value) => new(value.Key, value.Value.Dimensions.ToArray());
}
