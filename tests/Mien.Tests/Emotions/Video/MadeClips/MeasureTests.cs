using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>The measures on courses whose figures are counted by hand.</summary>
public class MeasureTests
{
    private static readonly Box Here = new(100, 100, 50, 50);
    private static readonly Box There = new(300, 100, 50, 50);

    [Fact]
    public void A_change_of_the_answer_is_a_flip_unless_a_true_change_excuses_it()
    {
        // Truth: a, from 1 s on b. The answer flickers twice before, changes late, and flickers at the end; after 2 s the face is gone for a second.
        var answers = Course("aaxaaaaaaa" + "aabbbbbbxx", "aaaaaaaaaa" + "bbbbbbbbbb").Append(Answer(3, "y", "b")).ToList();
        var figures = AnswerFigures.Of(answers, [(0, 1, 0.2)], [new TrueChange(0, 1, 0.2, "b", 2)]);
        Assert.Equal(3, figures.Flips);
        Assert.Equal(21, figures.Counted);
        Assert.Equal(15, figures.Right);
        Assert.Equal(1.9 / 60, figures.Minutes, 9);
        Assert.Equal(0.2, Assert.Single(figures.Delays), 9);
        Assert.Equal(0.1, Assert.Single(figures.WholeDelays), 9);
        Assert.Equal(0.45, Assert.Single(figures.KnownDelays), 9);
        Assert.Equal(0.35, Assert.Single(figures.WholeKnownDelays), 9);
        Assert.Equal(1, figures.FoundSoon);
        Assert.Equal(6, (figures + figures).Flips);
    }

    [Fact]
    public void A_change_excuses_one_turn_and_none_far_away_and_may_never_be_found()
    {
        var figures = AnswerFigures.Of(Course("aaaaaaaaaa" + "aaaaaaaxxx", "aaaaaaaaaa" + "bbbbbbbbbb"), [(0, 1, 0.2)], [new TrueChange(0, 1, 0.2, "b", 2)]);
        Assert.Equal(1, figures.Flips);
        Assert.Equal(0, figures.FoundSoon);
        Assert.Equal(double.PositiveInfinity, Assert.Single(figures.Delays));
        Assert.Equal(1, AnswerFigures.Of(Course("aaaaaaaaaa" + "xbbbbbbbbb", "aaaaaaaaaa" + "bbbbbbbbbb"), [(0, 1, 0.2)], []).Flips);
    }

    [Fact]
    public void Frames_inside_a_fade_and_covered_ones_do_not_count_for_accuracy()
    {
        Assert.True(new TrueFace(0, Here, "a", IsFading: false, Covered: 0.1).Counts);
        Assert.False(new TrueFace(0, Here, "a", IsFading: true, Covered: 0).Counts);
        Assert.False(new TrueFace(0, Here, "a", IsFading: false, Covered: 0.2).Counts);
        Assert.True(new TrueFace(0, Here, "a", IsFading: false, Covered: 0.2).IsVisible);
        Assert.False(new TrueFace(0, Here, "a", IsFading: false, Covered: 0.5).IsVisible);
    }

    [Fact]
    public void Identities_are_counted_as_clear_mot_counts_them()
    {
        var matcher = new FaceMatcher();
        TrueFace[] truth = [new(0, Here, "a", false, 0), new(1, There, "a", false, 0)];
        matcher.Add(Result(0, (1, Here), (2, There)), truth);
        // One is lost and found again: a fragment. A third face is nowhere.
        matcher.Add(Result(1, (1, Here), (9, new Box(0, 0, 20, 20))), truth);
        matcher.Add(Result(2, (1, Here), (2, There)), truth);
        Assert.Equal(new IdentityFigures(Faces: 6, Missed: 1, False: 1, Switches: 0, Renewed: 0, Fragments: 1, Merged: 0), matcher.Figures);
        // The numbers change hands: two switches, both numbers merged.
        matcher.Add(Result(3, (2, Here), (1, There)), truth);
        Assert.Equal(new IdentityFigures(Faces: 8, Missed: 1, False: 1, Switches: 2, Renewed: 0, Fragments: 1, Merged: 2), matcher.Figures);
        // Out of sight is not lost; a new number is a switch.
        matcher.Add(Result(4, (2, Here)), [truth[0]]);
        matcher.Add(Result(5, (2, Here), (3, There)), truth);
        Assert.Equal(new IdentityFigures(Faces: 11, Missed: 1, False: 1, Switches: 3, Renewed: 0, Fragments: 1, Merged: 2), matcher.Figures);
    }

    [Theory]
    [InlineData(1, 0.9, 1, 0)]
    [InlineData(2, 0.9, 0, 1)]
    [InlineData(2, 0.4, 1, 0)]
    [InlineData(1, 2.9, 1, 0)]
    [InlineData(1, 3.1, 0, 1)]
    public void Whoever_was_lost_and_has_another_face_since_is_renewed(int picture, double gap, int switches, int renewed)
    {
        var matcher = new FaceMatcher();
        matcher.Add(Result(1, (1, Here)), [new(0, Here, "a", false, 0) { Picture = 1 }]);
        matcher.Add(Result(1 + gap, (2, Here)), [new(0, Here, "a", false, 0) { Picture = picture }]);
        Assert.Equal((switches, renewed), (matcher.Figures.Switches, matcher.Figures.Renewed));
    }

    [Fact]
    public void A_pair_stays_while_it_overlaps_enough_although_another_overlaps_more()
    {
        var matcher = new FaceMatcher();
        TrueFace[] truth = [new(0, Here, "a", false, 0)];
        matcher.Add(Result(0, (1, Here)), truth);
        matcher.Add(Result(1, (1, Here with { X = 110 }), (2, Here)), truth);
        Assert.Equal(1, matcher.Sightings[1].Face.Id);
        Assert.Equal(new IdentityFigures(Faces: 2, Missed: 0, False: 1, Switches: 0, Renewed: 0, Fragments: 0, Merged: 0), matcher.Figures);
    }

    [Fact]
    public void The_moving_average_looks_as_far_ahead_as_back_and_stays_with_its_face()
    {
        var sightings = Enumerable.Range(0, 10).SelectMany(frame => new[]
        {
            Sighting(frame / 10.0, 1, frame == 5 ? 1 : 0), Sighting(frame / 10.0, 2, frame < 5 ? 2 : 3),
        }).ToList();
        var answers = MovingMean.Answers(sightings, 0.1).ToList();
        Assert.All(answers.Take(10), answer => Assert.Equal("anger", answer.Answer));
        Assert.Equal(Enumerable.Repeat("fear", 5).Concat(Enumerable.Repeat("happiness", 5)), answers.Skip(10).Select(answer => answer.Answer));
    }

    private static Sighting Sighting(double time, int id, int top) =>
        new(time, time, new TrueFace(id, Here, "anger", false, 0), Face(id, Here, top));

    private static IEnumerable<Shown> Course(string answers, string truth) => answers.Select((answer, i) => Answer(i / 10.0, $"{answer}", $"{truth[i]}"));

    private static Shown Answer(double time, string answer, string truth) => new(time, time + 0.25, new TrueFace(0, Here, truth, false, 0), answer);

    private static ClipResult Result(double time, params (int Id, Box Box)[] faces) =>
        new(new FrameResult(0, TimeSpan.FromSeconds(time), [.. faces.Select(face => Face(face.Id, face.Box, 0))]), time);

    private static FrameFace Face(int id, Box box, int top)
    {
        var values = new float[7];
        values[top] = 1;
        var distribution = new EmotionDistribution(LabelSet.Fer2013, values);
        return new FrameFace(id, box, 1, null, null!, distribution, distribution);
    }
}
