using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class FerPlusVotesTests
{
    [Theory]
    [InlineData("6 0 0 4 0 0 0 0 0 0", 0, 0)]
    [InlineData("5 0 0 5 0 0 0 0 0 0", null, null)]
    [InlineData("4 0 0 3 1 1 1 0 0 0", 0, 0)]
    [InlineData("4 0 0 2 2 1 1 0 0 0", null, 0)]
    [InlineData("1 1 1 1 1 1 1 1 1 1", null, null)]
    [InlineData("2 1 1 0 1 1 1 1 1 1", 0, 0)]
    [InlineData("4 0 0 0 0 0 0 0 6 0", null, null)]
    [InlineData("0 0 0 0 0 0 0 0 0 10", null, null)]
    [InlineData("0 0 0 0 0 0 0 5 3 2", null, 7)]
    [InlineData("0 0 0 0 0 0 0 6 2 2", 7, 7)]
    public void Majority_and_plurality_follow_the_published_rules(string counts, int? majority, int? plurality)
    {
        var votes = Parse(counts);
        Assert.Equal(majority, votes.MajorityLabel());
        Assert.Equal(plurality, votes.PluralityLabel());
    }

    [Theory]
    [InlineData("4 0 0 1 3 2 0 0 0 0", "0.44444 0 0 0 0.33333 0.22222 0 0")]
    [InlineData("4 0 0 0 0 0 0 0 4 2", "1 0 0 0 0 0 0 0")]
    [InlineData("4 0 0 0 0 0 0 0 5 1", null)]
    [InlineData("1 1 1 1 1 1 1 1 1 1", null)]
    [InlineData("0 0 0 0 0 0 0 0 0 10", null)]
    public void The_target_drops_single_votes_and_rows_that_unknown_or_no_face_dominates(string counts, string? expected)
    {
        var target = new float[8];
        Assert.Equal(expected is not null, Parse(counts).TryTarget(target));
        if (expected is not null)
            Assert.All(expected.Split(' ').Select(float.Parse).Zip(target), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [DataFact(FerTable.RealVotes)]
    public void The_real_votes_give_the_published_numbers_of_pictures()
    {
        int Count(string split, Func<FerPlusVotes, bool> rule) =>
            FerTable.Real.Select(SplitSelection.Parse(split)).Samples.Count(sample => rule(sample.Votes!.Value));
        Assert.Equal(3_199, Count("public", votes => votes.MajorityLabel() is not null));
        Assert.Equal(3_153, Count("private", votes => votes.MajorityLabel() is not null));
        Assert.Equal(3_396, Count("public", votes => votes.PluralityLabel() is not null));
        Assert.Equal(3_376, Count("private", votes => votes.PluralityLabel() is not null));
        Assert.Equal(28_389, Count("training", votes => votes.TryTarget(new float[8])));
    }

    [DataFact(FerTable.RealVotes)]
    public void The_pairing_by_row_gives_the_known_agreement_with_the_labels()
    {
        var map = Mien.Emotions.LabelSet.Fer2013.MapFrom(Mien.Emotions.LabelSet.FerPlus);
        var pairs = FerTable.Real.Samples.Where(s => s.Votes!.Value.PluralityLabel() is < 7)
            .Select(s => (Votes: map[s.Votes!.Value.PluralityLabel()!.Value], s.Label)).ToArray();
        Assert.Equal(0.657, pairs.Count(pair => pair.Votes == pair.Label) / (double)pairs.Length, 0.001);
    }

    private static FerPlusVotes Parse(string counts) => new([.. counts.Split(' ').Select(byte.Parse)]);
}
