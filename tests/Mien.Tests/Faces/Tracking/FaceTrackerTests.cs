using Mien.Faces;
using Mien.Faces.Tracking;
using Mien.Imaging;

namespace Mien.Tests.Faces.Tracking;

public class FaceTrackerTests
{
    private const double Rate = 25;

    [Fact]
    public void Faces_keep_their_numbers_while_they_move()
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 50; frame++)
        {
            // In another order every other frame.
            FaceDetection[] faces = [Face(10 + (4 * frame), 50, 40), Face(400 - (3 * frame), 200, 60)];
            var swapped = frame % 2 == 1;
            var tracked = tracker.Update(Time(frame), swapped ? [faces[1], faces[0]] : faces);
            Assert.Equal(swapped ? [2, 1] : [1, 2], tracked.Select(face => face.Id));
        }
    }

    [Fact]
    public void Two_faces_that_cross_are_told_apart()
    {
        var (tracker, looks) = (new FaceTracker(), new[] { Looks(1), Looks(2) });
        for (var frame = 0; frame < 60; frame++)
        {
            FaceDetection[] faces = [Face(100 + (5 * frame), 100, 50), Face(400 - (5 * frame), 104, 50)];
            var tracked = tracker.Update(Time(frame), faces, looks);
            Assert.Equal([1, 2], tracked.Select(face => face.Id));
        }
    }

    [Theory]
    [InlineData(2.0, 1)]
    [InlineData(3.5, 2)]
    public void A_face_that_was_gone_for_seconds_has_its_number_again(double seconds, int expected)
    {
        var tracker = new FaceTracker();
        tracker.Update(TimeSpan.Zero, [Face(100, 100, 50)], [Looks(1)]);
        tracker.Update(Time(1), [Face(101, 100, 50)], [Looks(1)]);
        Assert.Empty(tracker.Update(Time(2), []));
        var back = tracker.Update(Time(2) + TimeSpan.FromSeconds(seconds), [Face(180, 120, 55)], [Looks(1)]);
        Assert.Equal(expected, back[0].Id);
    }

    [Fact]
    public void Without_a_gap_a_face_that_is_always_seen_keeps_its_number()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { LongestGap = TimeSpan.Zero });
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(frame => tracker.Update(Time(frame), [Face(100, 100, 50)])[0].Id));
        tracker.Update(Time(3), []);
        Assert.Equal(2, tracker.Update(Time(4), [Face(100, 100, 50)])[0].Id);
    }

    [Fact]
    public void Another_face_does_not_take_the_number_of_one_that_is_gone()
    {
        var tracker = new FaceTracker();
        tracker.Update(TimeSpan.Zero, [Face(100, 100, 50)], [Looks(1)]);
        Assert.Equal(2, tracker.Update(TimeSpan.FromSeconds(1.5), [Face(110, 100, 50)], [Looks(2)])[0].Id);
    }

    [Fact]
    public void Twenty_faces_that_jitter_keep_their_numbers()
    {
        var (tracker, random) = (new FaceTracker(), new Random(3));
        for (var frame = 0; frame < 200; frame++)
        {
            FaceDetection[] faces = [.. Enumerable.Range(0, 20).Select(i =>
                Face((i % 5 * 120) + (20 * Math.Sin(frame / 10.0)) + (6 * random.NextDouble()), (i / 5 * 120) + (6 * random.NextDouble()), 44 + (4 * random.NextDouble())))];
            // Each is missed now and then.
            int[] seen = [.. Enumerable.Range(0, 20).Where(_ => frame == 0 || random.NextDouble() > 0.1)];
            var tracked = tracker.Update(Time(frame), [.. seen.Select(i => faces[i])]);
            Assert.Equal(seen.Select(i => i + 1), tracked.Select(face => face.Id));
        }
    }

    [Fact]
    public void A_weak_detection_continues_a_face_but_begins_none()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { NewFaceScore = 0.5 });
        Assert.Empty(tracker.Update(Time(0), [Face(10, 10, 40) with { Score = 0.3 }]));
        Assert.Single(tracker.Update(Time(1), [Face(10, 10, 40) with { Score = 0.7 }]));
        // What was found once may be an accident.
        Assert.Empty(tracker.Update(Time(2), [Face(10, 10, 40) with { Score = 0.3 }]));
        Assert.Equal([1, 1], new[] { 3, 4 }.Select(frame => tracker.Update(Time(frame), [Face(10, 10, 40) with { Score = 0.7 }])[0].Id));
        Assert.Equal(1, Assert.Single(tracker.Update(Time(5), [Face(10, 10, 40) with { Score = 0.3 }])).Id);
        // Gone for longer, only a clear one brings it back.
        Assert.Empty(tracker.Update(Time(20), [Face(10, 10, 40) with { Score = 0.3 }]));
        Assert.Equal(1, Assert.Single(tracker.Update(Time(21), [Face(10, 10, 40) with { Score = 0.7 }], [Looks(1)])).Id);
    }

    [Fact]
    public void Frames_of_nearly_one_time_throw_no_face_away()
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 8; frame++)
        {
            foreach (var time in (TimeSpan[])[Time(frame), Time(frame) + TimeSpan.FromMicroseconds(1)])
                Assert.Equal(1, Assert.Single(tracker.Update(time, [Face(100 + (4 * frame) + (time.Microseconds % 2), 50, 40 * (1 + (0.08 * (time.Microseconds % 2))))])).Id);
        }
    }

    [Fact]
    public void A_face_that_the_detector_misses_is_recovered_where_it_still_looks_like_itself()
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 5; frame++)
        {
            Assert.Equal(1, tracker.Update(Time(frame), [Face(100 + (5 * frame), 50, 40)], [Looks(1)])[0].Id);
            Assert.Empty(tracker.Recover(_ => Looks(1)));
        }
        tracker.Update(Time(5), []);
        var recovered = Assert.Single(tracker.Recover(_ => Looks(1, noise: 10)));
        Assert.Equal(1, recovered.Id);
        Assert.InRange(recovered.Face.Box.X, 121, 127);
        Assert.Equal(Face(0, 0, 40).Score, recovered.Face.Score);
        // Not where something else is, and not where another face is.
        Assert.Empty(tracker.Recover(_ => Looks(2)));
        tracker.Update(Time(6), [Face(140, 50, 40) with { Score = 0.8 }], [Looks(2)]);
        Assert.Empty(tracker.Recover(_ => Looks(1)));
    }

    [Fact]
    public void What_was_found_once_or_is_gone_for_longer_is_not_recovered()
    {
        var tracker = new FaceTracker();
        tracker.Update(Time(0), [Face(100, 50, 40)], [Looks(1)]);
        tracker.Update(Time(1), []);
        Assert.Empty(tracker.Recover(_ => Looks(1)));
        for (var frame = 2; frame < 6; frame++)
            tracker.Update(Time(frame), [Face(100, 50, 40)], [Looks(1)]);
        tracker.Update(Time(6), []);
        Assert.Single(tracker.Recover(_ => Looks(1)));
        tracker.Update(Time(20), []);
        Assert.Empty(tracker.Recover(_ => Looks(1)));
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    public void After_a_cut_only_who_looks_the_same_goes_on(int looks, int expected, bool isCut)
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 5; frame++)
            tracker.Update(Time(frame), [Face(100, 50, 40)], [Looks(1)]);
        if (isCut)
            tracker.Cut();
        Assert.Equal(expected, tracker.Update(Time(5), [Face(104, 50, 42)], [Looks(looks)])[0].Id);
        // He has his number again in the next.
        tracker.Cut();
        Assert.Equal(1, tracker.Update(Time(30), [Face(110, 50, 40)], [Looks(isCut ? 1 : looks)])[0].Id);
    }

    [Fact]
    public void After_a_cut_nobody_of_the_picture_before_is_sought()
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 5; frame++)
            tracker.Update(Time(frame), [Face(100, 50, 40)], [Looks(1)]);
        tracker.Cut();
        tracker.Update(Time(5), []);
        Assert.Empty(tracker.Recover(_ => Looks(1)));
    }

    [Theory]
    [InlineData(20, 1.0)]
    [InlineData(8, 1.5)]
    public void After_a_cut_nobody_is_taken_to_have_moved(double aside, double larger)
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 6; frame++)
            tracker.Update(Time(3 * frame), [Face(100, 50, 40)], [Looks(1)]);
        tracker.Cut();
        // A frame after the last search, half a side away or nearer to it; then it stands still.
        var moved = Face(100 + aside, 50, 40 * larger);
        var at = Time(15) + TimeSpan.FromSeconds(1 / 60.0);
        Assert.Equal(1, tracker.Update(at, [moved], [Looks(1)])[0].Id);
        tracker.Update(at + TimeSpan.FromSeconds(0.12), []);
        var expected = Assert.Single(tracker.Recover(_ => Looks(1))).Face.Box;
        Assert.Equal(moved.Box.X, expected.X, 9);
        Assert.Equal(moved.Box.Width, expected.Width, 9);
        Assert.Equal(1, tracker.Update(at + TimeSpan.FromSeconds(0.24), [moved], [Looks(1)])[0].Id);
    }

    [Fact]
    public void A_faint_find_takes_no_number_from_a_clear_face_and_teaches_no_looks()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { NewFaceScore = 0.6 });
        for (var frame = 0; frame < 5; frame++)
            tracker.Update(Time(3 * frame), [Face(100, 50, 40)], [Looks(1)]);
        var faint = Face(100, 50, 40) with { Score = 0.4 };
        var moved = Assert.Single(tracker.Update(Time(15), [faint, Face(122, 50, 40)], [Looks(1, noise: 40), Looks(1)]));
        Assert.Equal((1, 122), (moved.Id, moved.Face.Box.X));
        // It must not look like the opposite of the face, and what it looks like is forgotten.
        var unlike = Enumerable.Range(2, 99).Select(seed => Looks(seed)).First(looks => Looks(1).Likeness(looks) < -0.05);
        var roughly = Enumerable.Range(2, 99).Select(seed => Looks(seed)).First(looks => Looks(1).Likeness(looks) is > 0.05 and < 0.4);
        Assert.Empty(tracker.Update(Time(18), [Face(124, 50, 40) with { Score = 0.4 }], [unlike]));
        for (var frame = 19; frame < 30; frame++)
            Assert.Single(tracker.Update(Time(frame), [Face(124, 50, 40) with { Score = 0.4 }], [roughly]));
        tracker.Update(Time(31), []);
        Assert.Single(tracker.Recover(_ => Looks(1)));
        Assert.Empty(tracker.Recover(_ => roughly));
    }

    [Fact]
    public void A_face_is_not_faint_for_ever()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { NewFaceScore = 0.6 });
        for (var frame = 0; frame < 5; frame++)
            tracker.Update(Time(frame), [Face(100, 50, 40)], [Looks(1)]);
        var seen = Enumerable.Range(5, 100).Count(frame => tracker.Update(Time(frame), [Face(100, 50, 40) with { Score = 0.4 }], [Looks(1)]).Count > 0);
        Assert.Equal(2 * Rate, seen);
    }

    [Fact]
    public void After_a_cut_a_covered_face_must_look_the_same_and_without_looks_the_place_decides()
    {
        var (tracker, blind) = (new FaceTracker(), new FaceTracker());
        FaceDetection[] pair = [Face(100, 50, 40), Face(120, 50, 40)];
        tracker.Update(Time(0), [Face(90, 50, 40), Face(130, 50, 40)], [Looks(1), Looks(2)]);
        tracker.Cut();
        Assert.Equal([3, 4], tracker.Update(Time(1), pair, [Looks(3), Looks(4)]).Select(face => face.Id));
        blind.Update(Time(0), pair);
        blind.Cut();
        Assert.Equal([1, 2], blind.Update(Time(1), pair).Select(face => face.Id));
    }

    [Fact]
    public void Times_go_forward_and_each_face_has_its_appearance()
    {
        var tracker = new FaceTracker();
        tracker.Update(Time(1), []);
        Assert.Contains("order of their times", Assert.Throws<ArgumentException>(() => tracker.Update(Time(1), [])).Message, StringComparison.Ordinal);
        Assert.Contains("1 faces and 0 appearances", Assert.Throws<ArgumentException>(() => tracker.Update(Time(2), [Face(0, 0, 9)], [])).Message, StringComparison.Ordinal);
        Assert.Contains("longest gap", Assert.Throws<ArgumentException>(() => new FaceTracker(new FaceTrackerOptions { LongestGap = TimeSpan.FromHours(1) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_face_looks_like_itself_under_noise_and_unlike_another()
    {
        var (one, noisy, other) = (Looks(1), Looks(1, noise: 25), Looks(2));
        Assert.Equal(1, one.Likeness(one), 5);
        Assert.True(one.Likeness(noisy) > 0.8);
        Assert.True(one.Likeness(other) < 0.35);
    }

    private static TimeSpan Time(int frame) => TimeSpan.FromSeconds(frame / Rate);

    private static FaceDetection Face(double x, double y, double size) => new(new Box(x, y, size, size), 0.9);

    private static FaceAppearance Looks(int seed, int noise = 0)
    {
        var (random, extra) = (new Random(seed), new Random(99));
        var cells = Enumerable.Range(0, 36).Select(_ => random.Next(40, 216)).ToArray();
        var picture = new Image(48, 48, 1);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)Math.Clamp(cells[(i / 48 / 8 * 6) + (i % 48 / 8)] + extra.Next(-noise, noise + 1), 0, 255);
        return FaceAppearance.Of(picture);
    }
}
