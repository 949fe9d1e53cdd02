using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mien.Learning.Recipes;

/// <summary>
/// Reads YAML text into a tree. YamlDotNet is used as a parser of events only: tags, anchors and aliases are refused,
/// and size, depth and count are limited, so that a foreign recipe can neither make objects nor grow without bound.
/// </summary>
internal sealed class RecipeTreeReader
{
    public const int LargestText = 256 * 1024;
    private const int LargestDepth = 8;
    private const int LargestCount = 10_000;

    private readonly string _source;
    private readonly FaultList _faults;
    private readonly Parser _parser;
    private int _count;

    private RecipeTreeReader(string text, string source, FaultList faults)
    {
        _source = source;
        _faults = faults;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The tree of the text's one document; an empty text gives an empty scalar.</summary>
    /// <exception cref="RecipeException">The text is no YAML, or is beyond a limit.</exception>
    public static RecipeNode Read(string text, string source, FaultList faults)
    {
        if (text.Length > LargestText)
            throw FaultList.Single(new(source, 0, 0), $"the recipe is larger than {LargestText / 1024} KiB");
        var reader = new RecipeTreeReader(text, source, faults);
        try
        {
            return reader.Document();
        }
        catch (YamlException fault)
        {
            throw FaultList.Single(
                new(source, (int)fault.Start.Line, (int)fault.Start.Column), $"this is no valid YAML: {fault.InnerException?.Message ?? fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet throws without a place where a bracket stays open.
            throw FaultList.Single(reader.Reached, "this is no valid YAML from here on; look for a bracket that is not closed, or a '#', which starts a comment outside of quotes");
        }
    }

    /// <summary>The end of what was understood last.</summary>
    private RecipePosition Reached => _parser.Current is { } last ? new(_source, (int)last.End.Line, (int)last.End.Column) : new(_source, 1, 1);

    private RecipeNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return new RecipeScalar("", true, new(_source, 1, 1));
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw FaultList.Single(At(second), "a recipe is one YAML document; this starts a second");
        return root;
    }

    private RecipeNode Node(int depth)
    {
        var position = At(_parser.Current!);
        if (depth > LargestDepth)
            throw FaultList.Single(position, $"the recipe is nested deeper than {LargestDepth} levels");
        if (++_count > LargestCount)
            throw FaultList.Single(position, $"the recipe has more than {LargestCount} values");
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw FaultList.Single(position, "anchors and aliases (& and *) are not used in recipes: write the value out");
        if (_parser.Current is NodeEvent { Tag.IsEmpty: false })
            throw FaultList.Single(position, "tags (!) are not used in recipes: write the value without one");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new RecipeScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, position);
        return _parser.TryConsume<SequenceStart>(out _) ? Sequence(position, depth) : Mapping(position, depth);
    }

    private RecipeSequence Sequence(RecipePosition position, int depth)
    {
        var sequence = new RecipeSequence(position);
        while (!_parser.TryConsume<SequenceEnd>(out _))
            sequence.Items.Add(Node(depth + 1));
        return sequence;
    }

    private RecipeMapping Mapping(RecipePosition position, int depth)
    {
        _parser.Consume<MappingStart>();
        var mapping = new RecipeMapping(position);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not RecipeScalar key)
                throw FaultList.Single(position, "a key of this mapping is no plain text");
            var value = Node(depth + 1);
            if (mapping.Find(key.Text) is null)
                mapping.Entries.Add((key, value));
            else
                _faults.Add(key.Position, key.Text, $"the key {key.Describe()} is there twice");
        }

        return mapping;
    }

    private RecipePosition At(ParsingEvent parsed) => new(_source, (int)parsed.Start.Line, (int)parsed.Start.Column);
}
