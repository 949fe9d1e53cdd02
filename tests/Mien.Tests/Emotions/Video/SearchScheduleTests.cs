using Mien.Emotions.Video;

namespace Mien.Tests.Emotions.Video;

public class SearchScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_cut_adds_a_search_and_moves_none(int every)
    {
        var options = new VideoAnalyzerOptions { SearchEvery = every };
        List<int> Searched(params int[] cuts)
        {
            var schedule = new SearchSchedule(options);
            return [.. Enumerable.Range(0, 13).Where(frame => schedule.IsDue(TimeSpan.FromSeconds(frame / 25.0), cuts.Contains(frame)))];
        }
        Assert.Equal([0, 3, 6, 9, 12], Searched());
        Assert.Equal([0, 3, 4, 6, 9, 11, 12], Searched(4, 6, 11));
    }
}
