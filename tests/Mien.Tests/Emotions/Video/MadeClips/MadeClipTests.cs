using Mien.Faces.YuNet;
using Mien.Tests.Imaging.Video;
using Xunit.Abstractions;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// The bounds of <see cref="MadeClipReportTests"/> on one short clip of the composite portraits, of a seed that flickers frame by frame and on which nothing was chosen: a
/// guard, not a figure. And the clips themselves.
/// </summary>
public class MadeClipTests(ITestOutputHelper output)
{
    [FfmpegFact]
    public async Task Answers_are_steadier_no_less_right_and_soon_told_and_nobody_is_mixed_up()
    {
        using var runner = new ClipRunner();
        var figures = ClipFigures.Of(await runner.RunAsync(new ScriptWriter(new PortraitGallery()).Write(214, 10)));
        foreach (var line in figures.Lines())
            output.WriteLine(line);
        ClipBounds.Check(figures, foundSoon: 0.85);
        Assert.True(figures.Events.Found >= 0.9 * figures.Events.True, $"{figures.Events}");
        Assert.True(figures.Identity.Missed < 0.06 * figures.Identity.Faces, $"{figures.Identity}");
    }

    [FfmpegFact]
    public async Task The_default_detector_follows_them_too()
    {
        using var runner = new ClipRunner(YuNetDetector.LoadBuiltIn());
        var figures = ClipFigures.Of(await runner.RunAsync(new ScriptWriter(new PortraitGallery()).Write(4, 8)));
        foreach (var line in figures.Lines())
            output.WriteLine(line);
        Assert.Equal(0, figures.Identity.Switches);
        Assert.True(figures.Identity.Missed < 0.15 * figures.Identity.Faces, $"{figures.Identity}");
        Assert.True(figures.Smoothed.Flips <= figures.Raw.Flips);
        Assert.True(figures.Smoothed.Accuracy >= figures.Raw.Accuracy - 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_clip_and_another_seed_another()
    {
        var gallery = new PortraitGallery();
        byte[] First(int seed) => new ClipPainter(new ScriptWriter(gallery).Write(seed, 12)).Frames().Skip(3).First().Frame.Pixels;
        Assert.Equal(First(5), First(5));
        Assert.NotEqual(First(5), First(9));
    }

    [Fact]
    public void Scripts_keep_to_what_is_said_of_them()
    {
        var writer = new ScriptWriter(new PortraitGallery());
        var (absences, walks) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var script = writer.Write(seed, 16);
            Assert.Equal(1 + (seed % 4), script.People.Count);
            foreach (var person in script.People)
            {
                var starts = person.Holds.Select(hold => hold.Start).ToList();
                Assert.All(starts.Zip(starts.Skip(1), (a, b) => b - a), held => Assert.InRange(held, 1.5, 4));
                Assert.All(person.Holds.Skip(1), hold => Assert.InRange(hold.Fade, 0.2, 1));
                Assert.All(person.Holds.Zip(person.Holds.Skip(1)), pair => Assert.NotEqual(pair.First.Shown.Label, pair.Second.Shown.Label));
                Assert.All(person.Absences, away => Assert.InRange(away.To - away.From, 1, 2.7));
                (absences, walks) = (absences + person.Absences.Count, walks + person.Walks.Count);
            }
        }
        Assert.True(absences > 10 && walks > absences);
    }

    [Fact]
    public void The_truth_changes_in_the_middle_of_a_fade()
    {
        var gallery = new PortraitGallery();
        var (calm, glad) = (gallery.Draw("neutral", new Random(1)), gallery.Draw("happiness", new Random(1)));
        var person = new ScriptWriter(gallery).Write(4, 12).People[0] with { Holds = [new Hold(0, 0, calm), new Hold(3, 0.6, glad)], Absences = [(5, 6)] };
        Assert.Equal(["neutral", "neutral", "happiness"], new[] { 0, 2.99, 3.01 }.Select(person.LabelAt));
        Assert.Equal([false, true, true, false], new[] { 2.69, 2.71, 3.29, 3.31 }.Select(person.IsFading));
        Assert.Equal(0.75, person.MixAt(3.15).Share, 6);
        Assert.Equal([true, false, true], new[] { 4.9, 5.5, 6 }.Select(person.IsThere));
    }
}
