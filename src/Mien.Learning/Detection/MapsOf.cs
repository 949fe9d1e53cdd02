namespace Mien.Learning.Detection;

/// <summary>The maps, or their gradients, of a picture of the batch.</summary>
/// <param name="picture">Its number.</param>
internal delegate DetectionMaps MapsOf(int picture);
