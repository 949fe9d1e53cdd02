using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Compute.Operations;
using Mien.Neural.Zoo;

namespace Mien.Cli.Commands;

/// <summary>The options that say which form of a network a file's weights belong to.</summary>
internal sealed class NetworkFormOptions
{
    private readonly Option<string?> layout = OptionKinds.Choice("--layout", "Whose form of the network it is", "torchvision", "torchvision", "keras", "timm");
    private readonly Option<string?> pool = OptionKinds.Choice("--pool", "How the body's map becomes a row", "mean", "mean", "flatten");
    private readonly Option<string?> hidden = new("--hidden") { Description = "Fully connected layers with ReLU between the body and the classes, their widths", HelpName = "N,…" };
    private readonly Option<bool> norm = new("--head-norm") { Description = "There is batch normalisation in front of the classes" };
    private readonly Option<string?> activation = OptionKinds.Choice("--activation", "The activation of b2, which leaves it open", null, "relu", "elu");

    private readonly Option<string[]> rename = new("--rename")
    {
        Description = "What the file's names begin with, and what Mien's begin with in its place, as classifier.0=head.hidden1; may be given often",
        HelpName = "OLD=NEW",
    };

    /// <summary>Whether the form is Keras's.</summary>
    public bool IsKeras(ParseResult parsed) => parsed.GetValue(layout) == "keras";

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { layout, pool, hidden, norm, activation, rename })
            command.Add(option);
    }

    /// <summary>The options of a network in this form.</summary>
    /// <exception cref="UsageException">A value is no number.</exception>
    public NetworkOptions Apply(ParseResult parsed, NetworkOptions options) => options with
    {
        Layout = Enum.Parse<NetworkLayout>(parsed.GetValue(layout)!, ignoreCase: true),
        Activation = parsed.GetValue(activation) switch { "relu" => ActivationKind.Relu, "elu" => ActivationKind.Elu, _ => null },
        Head = new HeadOptions
        {
            Pooling = Enum.Parse<HeadPooling>(parsed.GetValue(pool)!, ignoreCase: true),
            Hidden = Widths(parsed.GetValue(hidden)),
            BatchNormalization = parsed.GetValue(norm),
        },
    };

    /// <summary>What a tensor of the file is called in the network: the first beginning that fits is replaced.</summary>
    /// <exception cref="UsageException">A value has no equals sign.</exception>
    public Func<string, string> Renaming(ParseResult parsed)
    {
        List<(string Old, string New)> beginnings = [];
        foreach (var text in parsed.GetValue(rename) ?? [])
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
                throw new UsageException($"--rename takes OLD=NEW, as classifier.0=head.hidden1, not '{text}'");
            beginnings.Add((text[..sign], text[(sign + 1)..]));
        }
        return name => beginnings.Find(b => name.StartsWith(b.Old, StringComparison.Ordinal)) is ({ } old, { } now) ? now + name[old.Length..] : name;
    }

    private static int[] Widths(string? text)
    {
        if (text is null)
            return [];
        var parts = text.Split(',');
        var widths = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]))
                throw new UsageException($"--hidden takes whole numbers with commas between them, not '{text}'");
        }
        return widths;
    }
}
