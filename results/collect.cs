#!/usr/bin/env dotnet
// Keeps what is worth keeping of training runs: of each its recipe, log, figures and, of classical methods, the model under runs/, and one line in runs.csv.
// usage: dotnet run results/collect.cs -- FOLDER_OF_RUNS NAME...
#:property PublishAot=false

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: dotnet run results/collect.cs -- FOLDER_OF_RUNS NAME...");
    return 2;
}
var results = Path.GetDirectoryName(Here())!;
foreach (var name in args[1..])
{
    var kept = Directory.CreateDirectory(Path.Combine(results, "runs", name)).FullName;
    foreach (var file in new[] { "recipe.yaml", "log.jsonl", "metrics.json", "best.mien" })
    {
        if (File.Exists(Path.Combine(args[0], name, file)))
            File.Copy(Path.Combine(args[0], name, file), Path.Combine(kept, file), overwrite: true);
    }
}
string[] header = ["run", "recipe", "epochs", "bestEpoch", "chosenOn", "chosenAccuracy", "precision", "minutes", "imagesPerSecond"];
var lines = Directory.EnumerateDirectories(Path.Combine(results, "runs")).Order(StringComparer.Ordinal).Select(Line);
File.WriteAllLines(Path.Combine(results, "runs.csv"), [string.Join(',', header), .. lines]);
return 0;

static string Line(string run)
{
    var training = Read(Path.Combine(run, "metrics.json")).GetProperty("training");
    var choose = training.GetProperty("choose").EnumerateObject().First().Value;
    var log = Path.Combine(run, "log.jsonl");
    var epochs = File.Exists(log) ? File.ReadLines(log).Select(line => JsonDocument.Parse(line).RootElement).ToArray() : [];
    object?[] cells =
    [
        Path.GetFileName(run), training.GetProperty("recipe").GetString(), epochs.Length, training.GetProperty("epoch").GetInt32(),
        choose.GetProperty("count").GetInt32(), Math.Round(choose.GetProperty("accuracy").GetDouble(), 4), training.GetProperty("precision").GetString(),
        epochs.Length > 0 ? Math.Round(epochs[^1].GetProperty("seconds").GetDouble() / 60, 1) : null,
        epochs.Length > 0 ? Math.Round(epochs.Max(epoch => epoch.GetProperty("imagesPerSecond").GetDouble())) : null,
    ];
    return string.Join(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)));
}

static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

static string Here([CallerFilePath] string path = "") => path;
