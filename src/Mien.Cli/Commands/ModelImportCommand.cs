using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;

namespace Mien.Cli.Commands;

/// <summary><c>mien model import</c>: makes a model of a file of weights and the network that they belong to.</summary>
internal sealed class ModelImportCommand
{
    private const string OutputName = "emotion";
    private readonly Argument<string> source = new("WEIGHTS") { Description = "PyTorch's .pth (a state dictionary), .safetensors or .onnx" };
    private readonly Argument<string> target = new("OUT.onnx") { Description = "The model to write" };
    private readonly Option<string> network = new("--network") { Description = "The network that the weights belong to, such as resnet18", HelpName = "NAME", Required = true };

    private readonly Option<string> labels = new("--labels")
    {
        Description = "The classes in their order, such as angry,happy,neutral; or fer2013 or ferplus",
        HelpName = "NAMES",
        Required = true,
    };

    private readonly NetworkFormOptions form = new();
    private readonly Option<int> size = OptionKinds.Whole("--size", "The side of the picture that the network sees; 0 for the network's own", 0, 0, 1024);
    private readonly Option<int> channels = OptionKinds.Whole("--channels", "1 for grey, 3 for colour; 0 for the network's own", 0, 0, 3);
    private readonly Option<string?> mean = new("--mean") { Description = "What is subtracted after division by 255, one number or one a channel; 0.5 for Keras's layout, ImageNet's for colour, FER2013's for grey otherwise", HelpName = "X,…" };
    private readonly Option<string?> std = new("--std") { Description = "What the difference is divided by, likewise", HelpName = "X,…" };

    public static Command Create(Shell shell)
    {
        var options = new ModelImportCommand();
        var command = new ExampleCommand(
            "import",
            "Make a model of PyTorch's weights and the network that they belong to",
            "mien model import best.pth faces.onnx --network resnet18 --labels fer2013",
            "mien model import five.pth five.onnx --network efficientnet-b0 --layout timm --hidden 256 --labels angry,disgust,fear,happy,neutral --rename classifier.0=head.hidden1 --rename classifier.3=head.emotion")
        {
            options.source, options.target, options.network, options.labels, options.size, options.channels, options.mean, options.std,
        };
        options.form.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(options.target);
            OnnxWriter.Write(options.Make(parsed), path);
            shell.Show(FormattableString.Invariant($"{path}: {new FileInfo(path).Length} bytes"));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The network with the file's weights and its facts.</summary>
    /// <exception cref="UsageException">An option does not fit.</exception>
    private Graph Make(ParseResult parsed)
    {
        var classes = Labels(parsed.GetRequiredValue(labels));
        var input = Input(parsed);
        var name = parsed.GetRequiredValue(network);
        try
        {
            var options = new NetworkOptions { InputSize = input.Size, Channels = input.Channels, Outputs = [new NetworkOutput(OutputName, classes.Count)] };
            var graph = Zoo.Create(name, form.Apply(parsed, options));
            new ModelMetadata { Outputs = [new ModelOutput(OutputName, classes)], Input = input }.WriteTo(graph.Metadata);
            WeightsFile.ReadInto(graph, parsed.GetRequiredValue(source), form.Renaming(parsed));
            return graph;
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(fault.Message);
        }
    }

    private ModelInput Input(ParseResult parsed)
    {
        var (side, depth) = (parsed.GetValue(size), parsed.GetValue(channels));
        if (side == 0 || depth == 0)
        {
            // A zoo network's own input; a name that is none is said by NetworkSource.
            var own = NetworkSource.Create(parsed.GetRequiredValue(network)).Inputs[0].Sample;
            (side, depth) = (side == 0 ? own[1] : side, depth == 0 ? own[0] : depth);
        }
        return new ModelInput
        {
            Size = side,
            Channels = depth,
            Mean = Numbers(parsed.GetValue(mean), "--mean") ?? (form.IsKeras(parsed) ? [0.5] : depth == 3 ? [0.485, 0.456, 0.406] : [0.508]),
            Std = Numbers(parsed.GetValue(std), "--std") ?? (form.IsKeras(parsed) ? [0.5] : depth == 3 ? [0.229, 0.224, 0.225] : [0.255]),
        };
    }

    private static LabelSet Labels(string text)
    {
        try
        {
            return text switch { "fer2013" => LabelSet.Fer2013, "ferplus" => LabelSet.FerPlus, _ => new LabelSet(text.Split(',')) };
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--labels: {fault.Message}");
        }
    }

    private static double[]? Numbers(string? text, string option)
    {
        if (text is null)
            return null;
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                throw new UsageException($"{option} takes numbers with commas between them, not '{text}'");
        }
        return numbers;
    }
}
