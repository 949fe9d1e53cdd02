#:project ../src/Mien.Faces/Mien.Faces.csproj
#:property PublishAot=false
// Times the Haar detector for `bench/peers/opencv_haar.py compare`: for each line with a number of threads on standard input, one pass over
// the photos of the folder, answered by its milliseconds. Reading the photos is not part of it.
using System.Diagnostics;
using System.Globalization;
using Mien.Faces.Haar;
using Mien.Imaging;

var reader = new ImageReader();
var images = Directory.EnumerateFiles(args[0]).Where(file => Path.GetExtension(file) is ".jpg" or ".png" or ".webp").Order(StringComparer.Ordinal)
    .Select(file => reader.Read(file).ToGrey()).ToList();
while (Console.ReadLine() is { } line)
{
    var detector = HaarDetector.Load(null, new HaarDetectorOptions { Retry = false, Threads = int.Parse(line, CultureInfo.InvariantCulture) });
    var watch = Stopwatch.StartNew();
    var faces = images.Sum(image => detector.Detect(image).Count);
    Console.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalMilliseconds:F1} {faces}"));
}
