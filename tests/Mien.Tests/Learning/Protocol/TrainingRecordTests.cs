using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Protocol;

public class TrainingRecordTests
{
    [Fact]
    public void A_record_survives_its_text_form()
    {
        var record = Record(allowTest: true);
        var read = TrainingRecord.Parse(record.ToText());
        Assert.Equal((record.TrainedDigest, record.ChosenDigest, true), (read.TrainedDigest, read.ChosenDigest, read.TestSelection));
        Assert.Equal((30, 4), (read.TrainedCount, read.ChosenCount));
        var evaluated = DuplicateFinderTests.Set([.. Enumerable.Range(25, 10).Select(DuplicateFinderTests.Face)]);
        Assert.Equal(record.Find(evaluated), read.Find(evaluated));
        Assert.Equal(5, read.Find(evaluated).Duplicates);
    }

    [Fact]
    public void The_mark_of_a_choice_on_test_rows_stays_even_when_it_is_not_given()
    {
        var test = new Dataset("t.csv", Mien.Emotions.LabelSet.Fer2013,
            [new Sample(DuplicateFinderTests.Face(1), "t.csv", 2, 1) { Split = Split.PrivateTest }]);
        Assert.True(TrainingRecord.Parse(TrainingRecord.Create(DuplicateFinderTests.Set(DuplicateFinderTests.Face(2)), test).ToText()).TestSelection);
        Assert.False(Record(allowTest: false).TestSelection);
    }

    [Fact]
    public void Damage_anywhere_and_newer_versions_are_told()
    {
        var text = Record(false).ToText();
        var bytes = Convert.FromBase64String(text);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => TrainingRecord.Parse(Convert.ToBase64String(damaged)));
        }
        for (var length = 0; length < bytes.Length; length += 5)
            Assert.Throws<InvalidDataException>(() => TrainingRecord.Parse(Convert.ToBase64String(bytes.AsSpan(0, length))));
        Assert.Throws<InvalidDataException>(() => TrainingRecord.Parse("no base64!"));
        bytes[3] = 2;
        Assert.Contains("use a newer Mien", Assert.Throws<InvalidDataException>(() => TrainingRecord.Parse(Convert.ToBase64String(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Near_duplicates_are_seen_by_their_look_mirrored_too()
    {
        var near = DuplicateFinderTests.Change(DuplicateFinderTests.Face(3), (x, y, face) => (byte)(face.Pixels[y * 48 + x] * 9 / 10 + 5));
        var mirrored = DuplicateFinderTests.Change(DuplicateFinderTests.Face(4), (x, y, face) => face.Pixels[y * 48 + 47 - x]);
        var seen = Record(false).Find(DuplicateFinderTests.Set(near, mirrored, DuplicateFinderTests.Face(500)));
        Assert.Equal((0, 2), (seen.Duplicates, seen.NearDuplicates));
    }

    [DataFact(FerTable.RealVotes)]
    public void The_record_of_the_real_training_rows_is_small_and_lets_the_test_set_pass()
    {
        var training = FerTable.Real.Select(SplitSelection.Parse("training"));
        var record = TrainingRecord.Create(training, FerTable.Real.Select(SplitSelection.Parse("public")));
        Assert.InRange(record.ToText().Length, 1, 700_000);
        var seen = ProtocolGuard.CheckEvaluation(record, FerTable.Real.Select(SplitSelection.Parse("private")));
        Assert.Equal(285, seen.Duplicates);
        Assert.InRange(seen.NearDuplicates, 100, 250);
        Assert.Equal(training.Count, record.TrainedRowsOf(FerTable.Real).Count);
        Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, training));
    }

    [Fact]
    public void A_record_includes_what_its_ancestors_saw_once_each_and_their_mark()
    {
        var own = Record(allowTest: false);
        var earlier = TrainingRecord.Create(Faces(20, 30), Faces(102, 5), testSelection: true);
        var both = own.Including(earlier);
        Assert.Equal((50, 7, true, own.TrainedDigest), (both.TrainedCount, both.ChosenCount, both.TestSelection, both.TrainedDigest));
        Assert.Equal(50, both.Find(Faces(0, 60)).Duplicates);
        Assert.Equal(own.ToText(), own.Including(own).ToText());
        Assert.Equal(both.ToText(), TrainingRecord.Parse(both.ToText()).Including(earlier).ToText());
    }

    private static Dataset Faces(int first, int count) => DuplicateFinderTests.Set([.. Enumerable.Range(first, count).Select(DuplicateFinderTests.Face)]);

    private static TrainingRecord Record(bool allowTest) => TrainingRecord.Create(
        DuplicateFinderTests.Set([.. Enumerable.Range(0, 30).Select(DuplicateFinderTests.Face)]),
        DuplicateFinderTests.Set([.. Enumerable.Range(100, 4).Select(DuplicateFinderTests.Face)]), allowTest);
}
