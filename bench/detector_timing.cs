#:project ../src/Mien.Faces/Mien.Faces.csproj
#:property PublishAot=false
// Times a detector of the YuNet family for `bench/peers/detector_speed.py`: arguments MODEL PICTURE THREADS f32|bf16 [MINFACE]. The first line is the milliseconds of the
// first search, in which the network is compiled; then each line on standard input is answered by the milliseconds of one search and its faces.
using System.Diagnostics;
using System.Globalization;
using Mien.Compute;
using Mien.Faces.YuNet;
using Mien.Imaging;

var image = new ImageReader().Read(args[1]);
using var detector = YuNetDetector.Load(args[0], new YuNetDetectorOptions
{
    Threads = int.Parse(args[2], CultureInfo.InvariantCulture),
    Precision = args[3] == "bf16" ? ElementType.BFloat16 : ElementType.Float32,
    MinFace = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 0,
});
do
{
    var watch = Stopwatch.StartNew();
    var faces = detector.Detect(image).Count;
    Console.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalMilliseconds:F2} {faces}"));
}
while (Console.ReadLine() is not null);
