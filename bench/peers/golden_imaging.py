"""Golden files of grey conversion and resizing from OpenCV (Debian: python3-opencv).

    /usr/bin/python3 bench/peers/golden_imaging.py [--check]

Each line of tests/Mien.Tests/Imaging/Golden/opencv.txt: operation, source width, height, channels, new width, height, then the samples in hex.
The source is a picture that both sides make alike: a linear congruential generator, one byte a sample.
"""
import os
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "..", "tests", "Mien.Tests", "Imaging", "Golden", "opencv.txt")


def noise(width, height, channels):
    state, out = 12345, bytearray()
    for _ in range(width * height * channels):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out.append(state >> 24)
    return np.frombuffer(bytes(out), np.uint8).reshape(height, width, channels)


def line(name, source, result):
    result = result.reshape(result.shape[0], result.shape[1], -1)
    sizes = (source.shape[1], source.shape[0], source.shape[2], result.shape[1], result.shape[0])
    return " ".join([name, *map(str, sizes), result.tobytes().hex()])


def main():
    lines = []
    colours = noise(64, 48, 3)
    lines.append(line("grey", colours, cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)))
    for width, height, channels in ((37, 29, 1), (37, 29, 3), (5, 1, 1), (1, 7, 3)):
        source = noise(width, height, channels)
        for size in ((53, 41), (33, 20), (16, 11), (37, 58)):
            lines.append(line("exact", source, cv2.resize(source, size, interpolation=cv2.INTER_LINEAR_EXACT)))
            lines.append(line("linear", source, cv2.resize(source, size, interpolation=cv2.INTER_LINEAR)))
            if size[0] <= width and size[1] <= height:
                lines.append(line("area", source, cv2.resize(source, size, interpolation=cv2.INTER_AREA)))
    source = noise(36, 24, 3)
    for size in ((18, 12), (12, 8), (9, 24)):
        lines.append(line("area", source, cv2.resize(source, size, interpolation=cv2.INTER_AREA)))
    lines.append(line("exact", source, cv2.resize(source, (18, 12), interpolation=cv2.INTER_LINEAR_EXACT)))
    text = "\n".join(lines) + "\n"
    if "--check" in sys.argv:
        with open(TARGET, encoding="ascii") as file:
            sys.exit(0 if file.read() == text else f"{TARGET} is not what OpenCV {cv2.__version__} gives")
    with open(TARGET, "w", encoding="ascii") as file:
        file.write(text)
    print(f"{len(lines)} lines from OpenCV {cv2.__version__}")


if __name__ == "__main__":
    main()
