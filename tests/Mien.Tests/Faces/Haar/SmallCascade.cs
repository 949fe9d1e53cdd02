using System.Text;
using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

/// <summary>A cascade of 8×8 windows that accepts where the upper half is brighter than the lower; its second stage is a tree of two questions.</summary>
internal static class SmallCascade
{
    public const string Xml = """
        <opencv_storage>
        <cascade type_id="opencv-cascade-classifier"><stageType>BOOST</stageType>
          <featureType>HAAR</featureType>
          <height>8</height> <width>8</width>
          <stageParams><maxWeakCount>1</maxWeakCount></stageParams>
          <featureParams><maxCatCount>0</maxCatCount></featureParams>
          <stageNum>2</stageNum>
          <stages>
            <_><maxWeakCount>1</maxWeakCount><stageThreshold>0.5</stageThreshold><weakClassifiers>
              <_><internalNodes>0 -1 0 0.1</internalNodes>
                <leafValues>-1. 1.</leafValues></_></weakClassifiers></_>
            <_>
              <maxWeakCount>1</maxWeakCount><stageThreshold>2.5</stageThreshold><weakClassifiers>
              <_><internalNodes>
                  1 0 0 0.25 -1 -2 1 0.05</internalNodes>
                <leafValues>1. 2. 3.</leafValues></_></weakClassifiers></_>
          </stages>
          <features>
            <_><rects>
              <_>0 0 8 8 -1.</_>
              <_>0 0 8 4 2.</_></rects>
              <tilted>0</tilted></_>
            <_><rects>
              <_>0 0 8 8 -1.</_>
              <_>0 0 4 8 2.</_></rects></_>
          </features>
        </cascade>
        </opencv_storage>
        """;

    public static HaarCascade Cascade => HaarCascadeReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Xml)), "small.xml");
}
