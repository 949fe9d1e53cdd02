using System.Text.Json;

namespace Mien.Tests.Faces;

/// <summary>The checked labels of the shared test photos.</summary>
internal static class PhotoLabels
{
    /// <summary>The right eye of the first face of a photo.</summary>
    public static (double X, double Y) RightEye(string photo)
    {
        foreach (var line in File.ReadLines(SharedData.PathOf("photos/photos.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            if (record.RootElement.GetProperty("file").GetString() != photo)
                continue;
            var point = record.RootElement.GetProperty("faces")[0].GetProperty("landmarks")[0];
            return (point[0].GetDouble(), point[1].GetDouble());
        }
        throw new InvalidOperationException($"There are no labels for {photo}.");
    }
}
