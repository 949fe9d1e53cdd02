namespace Mien.Imaging.Vips;

/// <summary>Pixels as they lie in the file, 1 or 3 channels of 8 bits, with the EXIF orientation (1 to 8) still to be applied.</summary>
internal readonly record struct DecodedPicture(int Width, int Height, int Channels, byte[] Pixels, int Orientation);
