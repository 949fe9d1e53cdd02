#!/usr/bin/python3
"""OpenCV's Haar cascades as Mien's peer (apt: python3-opencv, opencv-data).

    /usr/bin/python3 bench/peers/opencv_haar.py boxes PHOTO…              boxes and neighbours of each photo, a JSON line each
    /usr/bin/python3 bench/peers/opencv_haar.py time FOLDER [--runs 5]    milliseconds for all photos of a folder, 1 and 2 threads
    /usr/bin/python3 bench/peers/opencv_haar.py compare FOLDER [--runs 5] the same in turn with Mien (bench/haar_timing.cs), and the ratio
    /usr/bin/python3 bench/peers/opencv_haar.py golden FOLDER [--check]   writes tests/Mien.Tests/Faces/Golden/opencv-haar.json

Settings everywhere: scale factor 1.1, 3 neighbours, 24×24; photos are read as grey. `time` prints JSON with the median of the runs;
reading the files is not part of it. --check writes nothing and fails where the golden file is no longer what OpenCV gives.
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import time

import cv2
import numpy as np

CASCADES = ["default", "alt", "alt2", "alt_tree"]
FOLDER = "/usr/share/opencv4/haarcascades"
GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Mien.Tests", "Faces", "Golden", "opencv-haar.json")


def cascade(name):
    return cv2.CascadeClassifier(os.path.join(FOLDER, f"haarcascade_frontalface_{name}.xml"))


def photos(folder):
    files = sorted(f for f in glob.glob(os.path.join(folder, "*")) if f.endswith((".jpg", ".png", ".webp")))
    return {os.path.basename(f): cv2.imread(f, cv2.IMREAD_GRAYSCALE) for f in files}


def detect(classifier, image, neighbors=3):
    boxes, counts = classifier.detectMultiScale2(image, 1.1, neighbors, 0, (24, 24))
    return sorted([int(v) for v in box] + [int(n)] for box, n in zip(boxes, counts))


def ellipse(picture, cx, cy, rx, ry, value):
    y, x = np.mgrid[0:picture.shape[0], 0:picture.shape[1]].astype(np.int64)
    picture[(x - cx) ** 2 * ry * ry + (y - cy) ** 2 * rx * rx <= rx * rx * ry * ry] = value


def draw_face(picture, cx, cy, s):
    ellipse(picture, cx, cy - 2 * s, 13 * s, 17 * s, 60)
    ellipse(picture, cx, cy, 11 * s, 14 * s, 190)
    for side in (-5, 5):
        ellipse(picture, cx + side * s, cy - 5 * s, 4 * s, s, 90)
        ellipse(picture, cx + side * s, cy - 3 * s, 3 * s, 3 * s // 2, 70)
    ellipse(picture, cx, cy + s, s, 4 * s, 210)
    ellipse(picture, cx, cy + 4 * s, 2 * s, s, 140)
    ellipse(picture, cx, cy + 8 * s, 5 * s, 3 * s // 2, 100)


def drawn(width, height, faces):
    """The same picture as tests/Mien.Tests/Faces/DrawnFaces.cs makes: integers only."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    picture = 120 + (x * 40) // width - (y * 30) // height
    for face in faces:
        draw_face(picture, *face)
    noise, state = np.empty(width * height, dtype=np.int64), 12345
    for i in range(width * height):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        noise[i] = (state >> 16) % 17 - 8
    return np.clip(picture + noise.reshape(height, width), 0, 255).astype(np.uint8)


def golden(folder):
    pictures = {"drawn-320x240": drawn(320, 240, [(80, 80, 3), (220, 110, 5)]), "drawn-97x131": drawn(97, 131, [(48, 60, 2)])}
    result = {"opencv": cv2.__version__, "drawn": {}, "photos": {}}
    for name in CASCADES:
        classifier = cascade(name)
        result["drawn"][name] = {k: {"windows": detect(classifier, p, 0), "faces": detect(classifier, p)} for k, p in pictures.items()}
        result["photos"][name] = {k: detect(classifier, p) for k, p in photos(folder).items()}
    return result


def times(folder, runs):
    classifier, images = cascade("default"), list(photos(folder).values())
    result = {"opencv": cv2.__version__, "photos": len(images), "runs": runs}
    for threads in (1, 2):
        taken = [one_pass(classifier, images, threads) for _ in range(runs + 1)]
        result[f"milliseconds{threads}"] = round(statistics.median(taken[1:]), 1)
    return result


def one_pass(classifier, images, threads):
    cv2.setNumThreads(threads)
    start = time.perf_counter()
    for image in images:
        classifier.detectMultiScale(image, 1.1, 3, 0, (24, 24))
    return (time.perf_counter() - start) * 1000


def compare(folder, runs):
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    mien = subprocess.Popen(["dotnet", "run", "-c", "Release", os.path.join(root, "haar_timing.cs"), "--", folder],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def mien_pass(threads):
        mien.stdin.write(f"{threads}\n")
        mien.stdin.flush()
        return float(mien.stdout.readline().split()[0])

    classifier, images = cascade("default"), list(photos(folder).values())
    result = {"opencv": cv2.__version__, "photos": len(images), "runs": runs}
    for threads in (1, 2):
        pairs = [(one_pass(classifier, images, threads), mien_pass(threads)) for _ in range(runs + 1)][1:]
        ratios = [theirs / ours for theirs, ours in pairs]
        result[f"threads{threads}"] = {"opencvMilliseconds": round(statistics.median(p[0] for p in pairs), 1),
                                       "mienMilliseconds": round(statistics.median(p[1] for p in pairs), 1),
                                       "ratio": round(statistics.median(ratios), 2), "ratios": [round(min(ratios), 2), round(max(ratios), 2)]}
    mien.stdin.close()
    mien.wait()
    return result


def text(value):
    """JSON with a line for each picture."""
    compact = json.dumps(value, separators=(",", ":"))
    return compact.replace('},"', '},\n"').replace(']],"', ']],\n"') + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["boxes", "time", "compare", "golden"])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.command == "boxes":
        for path in arguments.paths:
            print(json.dumps({"source": path, "faces": detect(cascade("default"), cv2.imread(path, cv2.IMREAD_GRAYSCALE))}))
    elif arguments.command == "time":
        print(json.dumps(times(arguments.paths[0], arguments.runs)))
    elif arguments.command == "compare":
        print(json.dumps(compare(arguments.paths[0], arguments.runs)))
    elif arguments.check:
        with open(GOLDEN, encoding="utf-8") as file:
            sys.exit(None if json.load(file) == golden(arguments.paths[0]) else "The golden file differs from what OpenCV gives now.")
    else:
        with open(GOLDEN, "w", encoding="utf-8") as file:
            file.write(text(golden(arguments.paths[0])))


if __name__ == "__main__":
    main()
