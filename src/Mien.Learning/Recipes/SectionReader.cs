using System.Globalization;
using Mien.Emotions;

namespace Mien.Learning.Recipes;

/// <summary>
/// Reads the values of one mapping with their ranges and defaults. Whatever it reads, given or not, it also writes into
/// <see cref="Resolved"/>; what is wrong goes to the list of faults, and the default stands in so that reading goes on.
/// </summary>
internal sealed class SectionReader
{
    private const int LongestLabel = 64;
    private const string LabelRule = "of 1 to 64 characters without commas and control characters";

    private readonly RecipeMapping _given;
    private readonly string _path;
    private readonly FaultList _faults;
    private readonly HashSet<string> _optional = [];

    public SectionReader(RecipeMapping given, string path, FaultList faults)
    {
        (_given, _path, _faults) = (given, path, faults);
        Resolved = new RecipeMapping(given.Position);
    }

    /// <summary>Every key that was asked for, with the value that holds.</summary>
    public RecipeMapping Resolved { get; }

    public bool Has(string key) => _given.Find(key) is not null;

    public bool HasList(string key) => _given.Find(key) is RecipeSequence;

    /// <summary>Whether a key was given that has no place in <see cref="Resolved"/> otherwise.</summary>
    public bool Given(string key)
    {
        _optional.Add(key);
        return _given.Find(key) is not (null or RecipeScalar { IsNull: true } or RecipeScalar { IsNone: true });
    }

    /// <summary>A value as it stands; null where it is not given or no single value.</summary>
    public RecipeScalar? Scalar(string key) => _given.Find(key) as RecipeScalar;

    public bool HasNumber(string key) =>
        double.TryParse((_given.Find(key) as RecipeScalar)?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Reports a fault of a value, at its place, or at the section's where the value was not given.</summary>
    public void Fault(string key, string message) =>
        _faults.Add((_given.Find(key) ?? _given).Position, PathOf(key), $"{PathOf(key)} {message}");

    public double Number(string key, double otherwise, NumberRange range) =>
        Parsed(key, otherwise, $"a number {range}", node => AsNumber(node, range), value => Plain(RecipeText.Of(value)));

    public double? NumberOrNone(string key, double? otherwise, NumberRange range) => Parsed(
        key, otherwise, $"'none' or a number {range}",
        node => IsNone(node) ? (true, (double?)null) : AsNumber(node, range) is (true, var value) ? (true, value) : (false, null),
        value => Plain(value is { } number ? RecipeText.Of(number) : "none"));

    public int Integer(string key, int otherwise, int low, int high) => Parsed(
        key, otherwise, FormattableString.Invariant($"a whole number from {low} to {high}"),
        node => AsInteger(node, low, high), value => Plain(value.ToString(CultureInfo.InvariantCulture)));

    public bool Flag(string key, bool otherwise) => Parsed(
        key, otherwise, "true or false",
        node => node is RecipeScalar { Text: "true" or "false" } scalar ? (true, scalar.Text == "true") : (false, false),
        value => Plain(value ? "true" : "false"));

    public string Choice(string key, string otherwise, params string[] choices) =>
        ChoiceOr(key, otherwise, "", choices);

    /// <summary>One of the choices; <paramref name="orElse"/> says what else would be right, which the caller has ruled out.</summary>
    public string ChoiceOr(string key, string otherwise, string orElse, params string[] choices) => Parsed(
        key, otherwise, $"one of: {string.Join(", ", choices)}{orElse}",
        node => node is RecipeScalar scalar && choices.Contains(scalar.Text) ? (true, scalar.Text) : (false, otherwise), Plain);

    /// <summary>One of an enumeration's names, written with hyphens: <c>MacroF1</c> is <c>macro-f1</c>.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        var names = Array.ConvertAll(Enum.GetNames<T>(), Hyphenated);
        return Enum.GetValues<T>()[Array.IndexOf(names, Choice(key, Hyphenated(otherwise.ToString()), names))];
    }

    /// <summary>A name of letters, digits, hyphens, underscores and dots, 1 to 64 of them, that starts with a letter or digit.</summary>
    public string Name(string key, string otherwise) => Parsed(
        key, otherwise, "a name of 1 to 64 letters, digits, hyphens, underscores and dots",
        node => node is RecipeScalar scalar && IsName(scalar.Text) ? (true, scalar.Text) : (false, otherwise), text => new RecipeScalar(text, IsWord(text), default));

    public IReadOnlyList<double> Numbers(string key, IReadOnlyList<double> otherwise, NumberRange range, int fewest, int most) => Parsed(
        key, otherwise, $"a list of {Count(fewest, most)} numbers {range}",
        node => AsList(node, fewest, most, item => AsNumber(item, range)),
        values => List(values.Select(value => Plain(RecipeText.Of(value)))));

    /// <summary>A list of whole numbers, which may be empty.</summary>
    public IReadOnlyList<int> Integers(string key, IReadOnlyList<int> otherwise, int low, int high, int most) => Parsed(
        key, otherwise, FormattableString.Invariant($"a list of up to {most} whole numbers from {low} to {high}"),
        node => AsList(node, 0, most, item => AsInteger(item, low, high)),
        values => List(values.Select(value => Plain(value.ToString(CultureInfo.InvariantCulture)))));

    /// <summary>A list of names, as <see cref="Name"/> takes them.</summary>
    public IReadOnlyList<string> Names(string key, int fewest, int most) => Parsed(
        key, [], $"a list of {Count(fewest, most)} names of letters, digits, hyphens, underscores and dots",
        node => AsList(node, fewest, most, item => (item is RecipeScalar scalar && IsName(scalar.Text), (item as RecipeScalar)?.Text ?? "")),
        values => List(values.Select(text => new RecipeScalar(text, IsWord(text), default))));

    /// <summary>A class's name, in any language: 1 to 64 characters, none of them a comma or a control character.</summary>
    public string Label(string key, string otherwise) => Parsed(
        key, otherwise, $"a class's name {LabelRule}",
        node => node is RecipeScalar scalar && IsLabel(scalar.Text) ? (true, scalar.Text.Trim()) : (false, otherwise), LabelNode);

    /// <summary>A list of classes' names, as <see cref="Label"/> takes them.</summary>
    public IReadOnlyList<string> Labels(string key, int fewest, int most) => Parsed(
        key, [], $"a list of {Count(fewest, most)} classes' names, each {LabelRule}",
        node => AsList(node, fewest, most, item => (item is RecipeScalar scalar && IsLabel(scalar.Text), (item as RecipeScalar)?.Text.Trim() ?? "")),
        values => List(values.Select(LabelNode)));

    /// <summary>The same as classes that mean different things; null where it is missing or at fault.</summary>
    public LabelSet? LabelSet(string key, int fewest, int most)
    {
        var names = Labels(key, fewest, most);
        try
        {
            return names.Count > 0 ? new LabelSet(names) : null;
        }
        catch (ArgumentException fault)
        {
            Fault(key, $"is no label set: {fault.Message}");
            return null;
        }
    }

    /// <summary>A list of texts of 1 to 1000 characters; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string key, int fewest, int most) => Parsed(
        key, [], FormattableString.Invariant($"a list of {fewest} to {most} texts"),
        node => AsList(node, fewest, most, item => (item is RecipeScalar { Text.Length: > 0 and <= 1000 }, (item as RecipeScalar)?.Text ?? "")),
        values => List(values.Select(value => new RecipeScalar(value, false, default))));

    /// <summary>A list of different choices.</summary>
    public IReadOnlyList<string> Choices(string key, IReadOnlyList<string> otherwise, params string[] choices) => Parsed(
        key, otherwise, $"a list of different names out of: {string.Join(", ", choices)}",
        node => AsList(node, 1, choices.Length, item => (item is RecipeScalar scalar && choices.Contains(scalar.Text), (item as RecipeScalar)?.Text ?? ""))
            is (true, var list) && list.Distinct().Count() == list.Count ? (true, list) : (false, otherwise),
        values => List(values.Select(Plain)));

    /// <summary>A list of texts, each of 1 to 200 characters.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> otherwise, int most) => Parsed(
        key, otherwise, $"a list of at most {most} texts",
        node => AsList(node, 0, most, item => (item is RecipeScalar { Text.Length: >= 1 and <= 200 }, (item as RecipeScalar)?.Text ?? "")),
        values => List(values.Select(value => new RecipeScalar(value, false, default))));

    /// <summary>A section of its own; <c>none</c> or nothing means that all its defaults hold. Close it with <see cref="Close"/>.</summary>
    public SectionReader Section(string key)
    {
        var node = _given.Find(key);
        if (node is not (null or RecipeMapping or RecipeScalar { IsNull: true } or RecipeScalar { IsNone: true }))
            Fault(key, $"is {node.Describe()}; it must be a mapping of keys to values");
        var section = new SectionReader(node as RecipeMapping ?? new RecipeMapping(node?.Position ?? _given.Position), PathOf(key), _faults);
        Resolved.Set(key, section.Resolved);
        return section;
    }

    /// <summary>The same place with nothing given: all defaults hold, and nothing is written.</summary>
    public SectionReader Apart() => new(new RecipeMapping(_given.Position), _path, _faults);

    /// <summary>The same place with nothing given, of which no fault is reported either.</summary>
    public SectionReader Aside() => new(new RecipeMapping(_given.Position), _path, new FaultList());

    /// <summary>A list of sections; empty, with a fault, where it is missing. Close each with <see cref="Close"/>.</summary>
    public IReadOnlyList<SectionReader> Sections(string key, int most)
    {
        var resolved = new RecipeSequence(default);
        Resolved.Set(key, resolved);
        if (_given.Find(key) is not RecipeSequence given || given.Items.Count == 0 || given.Items.Count > most)
        {
            Fault(key, $"{(Has(key) ? "" : "is missing; it ")}must be a list of 1 to {most} mappings");
            return [];
        }

        var sections = new List<SectionReader>();
        for (var i = 0; i < given.Items.Count; i++)
        {
            var path = FormattableString.Invariant($"{PathOf(key)}[{i}]");
            if (given.Items[i] is not RecipeMapping mapping)
            {
                _faults.Add(given.Items[i].Position, path, $"{path} is {given.Items[i].Describe()}; it must be a mapping of keys to values");
                continue;
            }

            var section = new SectionReader(mapping, path, _faults);
            resolved.Items.Add(section.Resolved);
            sections.Add(section);
        }

        return sections;
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Close()
    {
        var known = Resolved.Entries.Select(entry => entry.Key.Text).Union(_optional).ToArray();
        foreach (var (key, _) in _given.Entries)
        {
            if (known.Contains(key.Text))
                continue;
            var hint = KeySuggestion.Nearest(key.Text, known) is { } nearest ? $"did you mean '{nearest}'?" : $"known are: {string.Join(", ", known)}";
            _faults.Add(key.Position, PathOf(key.Text), $"the key {key.Describe()} is unknown {(_path.Length == 0 ? "here" : $"in '{_path}'")}; {hint}");
        }
    }

    private T Parsed<T>(string key, T otherwise, string allowed, Func<RecipeNode, (bool Good, T Value)> parse, Func<T, RecipeNode> write)
    {
        var value = otherwise;
        if (_given.Find(key) is { } node)
        {
            var (good, parsed) = parse(node);
            if (good)
                value = parsed;
            else
                Fault(key, $"is {node.Describe()}; it must be {allowed}");
        }

        Resolved.Set(key, write(value));
        return value;
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static bool IsNone(RecipeNode node) => node is RecipeScalar { IsNone: true };

    private static (bool Good, double Value) AsNumber(RecipeNode node, NumberRange range) =>
        (double.TryParse((node as RecipeScalar)?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && range.Holds(value), value);

    private static (bool Good, int Value) AsInteger(RecipeNode node, int low, int high) =>
        (int.TryParse((node as RecipeScalar)?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= low && value <= high, value);

    private static (bool Good, IReadOnlyList<T> Value) AsList<T>(RecipeNode node, int fewest, int most, Func<RecipeNode, (bool Good, T Value)> parse)
    {
        if (node is not RecipeSequence sequence || sequence.Items.Count < fewest || sequence.Items.Count > most)
            return (false, []);
        var parsed = sequence.Items.ConvertAll(item => parse(item));
        return (parsed.TrueForAll(item => item.Good), parsed.ConvertAll(item => item.Value));
    }

    private static string Count(int fewest, int most) =>
        fewest == most ? fewest.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{fewest} to {most}");

    private static RecipeScalar Plain(string text) => new(text, true, default);

    private static RecipeSequence List(IEnumerable<RecipeNode> items)
    {
        var list = new RecipeSequence(default);
        list.Items.AddRange(items);
        return list;
    }

    private static string Hyphenated(string name) => string.Concat(
        name.Select((letter, i) => char.IsAsciiLetterUpper(letter) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    public static bool IsName(string text) =>
        text.Length is >= 1 and <= 64 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A model's file separates labels by commas.</summary>
    private static bool IsLabel(string text) => text.Trim().Length is >= 1 and <= LongestLabel && !text.Any(c => c == ',' || char.IsControl(c));

    private static RecipeScalar LabelNode(string text) => new(text, IsName(text) && IsWord(text), default);

    /// <summary>Whether YAML reads the text as text without quotes, so that a run named <c>1</c> or <c>true</c> keeps its quotes.</summary>
    private static bool IsWord(string text) =>
        char.IsAsciiLetter(text[0]) && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N" or "NONE");
}
