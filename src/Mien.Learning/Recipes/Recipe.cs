using System.Security.Cryptography;
using System.Text;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;
using Mien.Neural;

namespace Mien.Learning.Recipes;

/// <summary>
/// Everything that a training run is decided by, read from one YAML file. Unknown keys and values out of range are refused, all at once.
/// </summary>
public sealed class Recipe
{
    /// <summary>The newest format that this version reads.</summary>
    public const int CurrentFormat = 1;

    private Recipe(SectionReader root, string fallbackName)
    {
        root.Integer("format", CurrentFormat, 1, CurrentFormat);
        Name = root.Name("name", fallbackName);
        Seed = root.Integer("seed", 1, 0, int.MaxValue);
        Detection = root.Has("detection") ? DetectionOptions.Read(root.Section("detection")) : null;
        // A detector knows none of the sections that are about emotions, nor their faults: their defaults hold, and giving one is an unknown key.
        var given = root;
        if (Detection is not null)
            root = root.Aside();
        Input = InputOptions.Read(root.Section("input"));
        Subset = root.Has("subset") ? SubsetOptions.Read(root.Section("subset")) : null;
        Split = SplitOptions.Read(root.Section("split"));
        Method = root.Has("method") ? MethodOptions.Read(root.Section("method"), Input) : null;
        // A method knows none of the sections that are about networks: their defaults hold, and giving one is a fault.
        var whole = root;
        if (Method is not null)
            root = root.Apart();
        var network = root.Section("network");
        Outputs = OutputOptions.ReadAll(whole);
        Network = NetworkChoice.Read(network, Seed, Input, Outputs);
        Augmentation = AugmentationSection.Read(root.Section("augmentation"));
        Balance = BalanceOptions.Read(whole.Section("balance"), Outputs);
        Loss = LossOptions.Read(root.Section("loss"), Outputs).Balanced(root, Balance);
        Distillation = root.Given("distillation") ? DistillationOptions.Read(root.Section("distillation")) : null;
        var learning = Detection is null ? root : given;
        Optimizer = OptimizerOptions.Read(learning.Section("optimizer"));
        var schedule = learning.Section("schedule");
        Schedule = ScheduleOptions.Read(schedule, Optimizer.Name);
        if (Detection is not null && Schedule.Plateau is not null)
            schedule.Fault("name", "is 'plateau', which goes by figures of emotions; a detector learns by 'constant', 'step', 'cosine' or 'one-cycle'");
        Stopping = root.Given("stopping") ? StoppingOptions.Read(root.Section("stopping")) : null;
        var phases = PhaseList.Read(root, Schedule.LearningRate, Network);
        Training = TrainingOptions.Read(learning.Section("training"), phases.Sum(phase => phase.Epochs));
        Phases = phases.Count > 0 ? phases : [PhaseOptions.Whole(Training.Epochs, Schedule.LearningRate)];
        Selection = SelectionOptions.Read(root.Section("selection"));
        if (Method is not null)
            MethodOptions.Check(whole, Outputs, Balance);
        given.Close();
        Resolved = RecipeText.Document(given.Resolved);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Resolved)));
    }

    /// <summary>The run's name.</summary>
    /// <value>1 to 64 letters, digits, hyphens, underscores and dots; by default the file's name.</value>
    public string Name { get; }

    /// <summary>What every random choice of the run starts from.</summary>
    /// <value>0 to 2147483647; 1 by default.</value>
    public int Seed { get; }

    /// <summary>The face detector that learns in place of a network for emotions; null where there is none. Of the rest, name, seed, optimiser, schedule and training hold for it.</summary>
    public DetectionOptions? Detection { get; }

    /// <summary>What the network sees.</summary>
    public InputOptions Input { get; }

    /// <summary>The small data set that is drawn out of the given one before it is split; null where all rows count.</summary>
    public SubsetOptions? Subset { get; }

    /// <summary>Which rows are learned from and chosen by.</summary>
    public SplitOptions Split { get; }

    /// <summary>Which network is built.</summary>
    public NetworkChoice Network { get; }

    /// <summary>The classical method that learns in place of a network; null where a network does.</summary>
    public MethodOptions? Method { get; }

    /// <summary>The outputs, 1 to 8; the first is the one that <c>analyze</c> uses.</summary>
    public IReadOnlyList<OutputOptions> Outputs { get; }

    /// <summary>How training pictures are varied.</summary>
    public AugmentationOptions Augmentation { get; }

    /// <summary>What is done about classes of unlike size.</summary>
    public BalanceOptions Balance { get; }

    /// <summary>What is minimised.</summary>
    public LossOptions Loss { get; }

    /// <summary>From which models the network learns beside the labels; null: from none.</summary>
    public DistillationOptions? Distillation { get; }

    /// <summary>How parameters follow their gradients.</summary>
    public OptimizerOptions Optimizer { get; }

    /// <summary>The learning rate over the run.</summary>
    public ScheduleOptions Schedule { get; }

    /// <summary>How long and in what portions the run learns.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The parts of the run in order, at least one; their epochs are those of <see cref="Training"/>.</summary>
    public IReadOnlyList<PhaseOptions> Phases { get; }

    /// <summary>When the run ends before its epochs are over; null: it does not.</summary>
    public StoppingOptions? Stopping { get; }

    /// <summary>How the epoch is chosen.</summary>
    public SelectionOptions Selection { get; }

    /// <summary>The whole recipe as YAML with every default spelled out; reading it gives the same recipe.</summary>
    public string Resolved { get; }

    /// <summary>The SHA-256 of <see cref="Resolved"/> in UTF-8, which is that of the file that <see cref="Save"/> writes; 64 hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Reads a recipe from a file.</summary>
    /// <param name="path">A YAML file of at most 256 KiB.</param>
    /// <param name="overrides">Values that replace the file's, as <c>training.epochs=5</c>, <c>outputs[0].weight=2</c>.</param>
    /// <exception cref="RecipeException">The file cannot be read or is no valid recipe; all faults are named.</exception>
    public static Recipe Load(string path, IReadOnlyList<string>? overrides = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var place = new RecipePosition(path, 0, 0);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > RecipeTreeReader.LargestText)
                throw FaultList.Single(place, $"the recipe is larger than {RecipeTreeReader.LargestText / 1024} KiB");
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Parse(reader.ReadToEnd(), path, overrides);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FaultList.Single(place, "there is no such recipe");
        }
        catch (DecoderFallbackException)
        {
            throw FaultList.Single(place, "the recipe is no UTF-8 text");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FaultList.Single(place, $"the recipe cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="text">YAML, at most 256 KiB.</param>
    /// <param name="source">What faults call the text, such as its file's path.</param>
    /// <param name="overrides">As for <see cref="Load"/>.</param>
    /// <exception cref="RecipeException">The text is no valid recipe; all faults are named.</exception>
    public static Recipe Parse(string text, string source, IReadOnlyList<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new FaultList();
        if (RecipeTreeReader.Read(text, source, faults) is not RecipeMapping root)
            throw FaultList.Single(new(source, 1, 1), "a recipe is a mapping of keys to values that starts with 'format: 1'");
        foreach (var given in overrides ?? [])
            RecipeOverride.Apply(root, given, faults);
        CheckFormat(root, faults);
        var recipe = new Recipe(new SectionReader(root, "", faults), FallbackName(source));
        faults.ThrowIfAny();
        return recipe;
    }

    /// <summary>The same recipe with other values, as for <see cref="Load"/>.</summary>
    /// <exception cref="RecipeException">A value is not valid.</exception>
    public Recipe With(params string[] overrides) => Parse(Resolved, Name, overrides);

    /// <summary>The same recipe on one of so many stratified folds: it learns from the others, and that one chooses.</summary>
    /// <param name="folds">2 to 100.</param>
    /// <param name="fold">1 to <paramref name="folds"/>.</param>
    public Recipe WithFold(int folds, int fold) => With(Split.OfFold(folds, fold));

    /// <summary>The rows that are learned from and those that choose: of the subset where there is one, by the split.</summary>
    /// <param name="all">All rows.</param>
    /// <exception cref="DataFormatException">The data lacks what subset or split need.</exception>
    public (Dataset Train, Dataset Choose) Divide(Dataset all) => Split.Divide(Subset?.Apply(all) ?? all);

    /// <summary>Builds the network, or the detector, with fresh weights.</summary>
    public Graph CreateNetwork() => Detection?.Create(Detection.Size, Seed) ?? Network.Create();

    /// <summary>Writes <see cref="Resolved"/>, by way of a temporary file beside it.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(Resolved));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void CheckFormat(RecipeMapping root, FaultList faults)
    {
        var node = root.Find("format");
        if (node is null)
            faults.Add(root.Position, "format", $"'format' is missing; start the recipe with 'format: {CurrentFormat}'");
        else if (node is RecipeScalar scalar && long.TryParse(scalar.Text, out var format) && format > CurrentFormat)
            throw FaultList.Single(
                node.Position, $"this recipe has format {format}, and this version of Mien reads up to {CurrentFormat}: use a newer Mien");
    }

    private static string FallbackName(string source)
    {
        var name = Path.GetFileNameWithoutExtension(source);
        return SectionReader.IsName(name) ? name : "recipe";
    }
}
