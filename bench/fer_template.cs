#:project ../src/Mien.Learning/Mien.Learning.csproj
#:property PublishAot=false
// Measures where the five points lie in FER2013's frames, which is the template that faces are brought onto (FaceAligner.FerFrame).
// usage: dotnet run bench/fer_template.cs -- FER2013.csv.gz [EVERY=20] [DETECTOR.onnx]
// Every n-th training picture gets a border of 30 % that repeats its edge and is enlarged to 320 pixels; the built-in detector's best face of it counts, from a
// score of 0.7 on. Printed: medians and standard deviations in fractions of the frame, and the template that they make when both sides are made to mirror one another.
using System.Globalization;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Imaging;
using Mien.Learning.Data;

const int Side = 48, Border = 14, Enlarged = 320;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var every = args.Length > 1 ? int.Parse(args[1]) : 20;
var options = new YuNetDetectorOptions { ScoreThreshold = 0.7 };
using var detector = args.Length > 2 ? YuNetDetector.Load(args[2], options) : YuNetDetector.LoadBuiltIn(options);
var training = Fer2013Reader.Read(args[0]).Where(sample => sample.Split == Split.Training).Samples;
var (pictures, found) = (0, new List<Landmarks>());
for (var i = 0; i < training.Count; i += every)
{
    pictures++;
    var enlarged = training[i].LoadPicture().Pad(Border, Border, Border, Border).Resize(Enlarged, Enlarged, Resampling.Bilinear);
    if (detector.Detect(enlarged) is [{ Landmarks: { } points }, ..])
        found.Add(points.Map(point => new FacePoint(InFrame(point.X), InFrame(point.Y))));
}
Console.WriteLine($"{pictures} pictures, {found.Count} with a face");
string[] names = ["right eye", "left eye", "nose", "right corner of the mouth", "left corner of the mouth"];
var medians = new List<FacePoint>();
for (var i = 0; i < names.Length; i++)
{
    var (x, y) = (found.ConvertAll(points => points.Points.ElementAt(i).X), found.ConvertAll(points => points.Points.ElementAt(i).Y));
    medians.Add(new FacePoint(Median(x), Median(y)));
    Console.WriteLine($"{names[i],-26} {medians[i].X:F4} {medians[i].Y:F4}   deviation {Deviation(x):F3} {Deviation(y):F3}");
}
Console.WriteLine($"template: eyes {Symmetric(medians[0], medians[1])}, nose 0.5 {medians[2].Y:F4}, mouth {Symmetric(medians[3], medians[4])}");

// Of the right point; the left one lies as far from the other edge.
static string Symmetric(FacePoint right, FacePoint left) => $"{(right.X + 1 - left.X) / 2:F4} {(right.Y + left.Y) / 2:F4}";

static double InFrame(double value) => ((value * (Side + (2 * Border)) / Enlarged) - Border) / Side;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static double Deviation(List<double> values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
