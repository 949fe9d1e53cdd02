#!/usr/bin/python3
"""Times face detectors on one photo at several sizes, in turn (apt: python3-opencv, opencv-data).

    /usr/bin/python3 bench/peers/detector_speed.py MODEL YUNET YUNET_640 PICTURE [--sizes 320,640,1280,4000] [--threads 2] [--runs 31] [--min-face N]

MODEL is Mien's detector, YUNET a YuNet file of free size that Mien runs too, YUNET_640 one of fixed size 640×640 that OpenCV 4.6 reads, PICTURE a photo; it is
brought to each size along its longer side. One search of each in turn: Mien's detector in f32 and bf16 at all its scales, the YuNet file likewise in f32, OpenCV's
DNN on a 640×640 letterbox (made beforehand), cv2.CascadeClassifier (1.1, 3, 24×24). Prints a line of JSON a size: the median and the least milliseconds of each,
and those of Mien's first searches, which compile.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

import cv2

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
OUTPUTS = [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)]


class Mien:
    def __init__(self, model, picture, precision, arguments):
        command = ["dotnet", "run", "-c", "Release", os.path.join(ROOT, "detector_timing.cs"), "--", model, picture, str(arguments.threads), precision]
        command += [str(arguments.min_face)] if arguments.min_face else []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.first = self.answer()

    def answer(self):
        return float(self.process.stdout.readline().split()[0])

    def __call__(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def timed(work):
    def run():
        start = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - start)
    return run


def scaled(picture, side):
    scale = side / max(picture.shape[:2])
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def letterbox(picture):
    small = scaled(picture, 640)
    return cv2.copyMakeBorder(small, 0, 640 - small.shape[0], 0, 640 - small.shape[1], cv2.BORDER_CONSTANT)


def measure(picture, side, arguments):
    sized, box = scaled(picture, side), letterbox(picture)
    grey = cv2.cvtColor(sized, cv2.COLOR_BGR2GRAY)
    network = cv2.dnn.readNetFromONNX(arguments.yunet_640)
    cascade = cv2.CascadeClassifier("/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml")

    def dnn():
        network.setInput(cv2.dnn.blobFromImage(box))
        network.forward(OUTPUTS)

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "picture.png")
        cv2.imwrite(path, sized)
        mien = {
            "mien f32": Mien(arguments.model, path, "f32", arguments),
            "mien bf16": Mien(arguments.model, path, "bf16", arguments),
            "yunet in mien f32": Mien(arguments.yunet, path, "f32", arguments),
        }
        peers = {
            **mien,
            "opencv dnn 640x640": timed(dnn),
            "opencv haar": timed(lambda: cascade.detectMultiScale(grey, 1.1, 3, 0, (24, 24))),
        }
        times = {name: [] for name in peers}
        for turn in range(arguments.runs + 3):
            for name, run in peers.items():
                milliseconds = run()
                if turn >= 3:
                    times[name].append(milliseconds)
        for run in mien.values():
            run.close()
    result = {name: {"median": round(statistics.median(values), 2), "least": round(min(values), 2)} for name, values in times.items()}
    print(json.dumps({"size": [sized.shape[1], sized.shape[0]], "threads": arguments.threads, "first": {name: run.first for name, run in mien.items()}, **result}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("model", "yunet", "yunet_640", "picture"):
        parser.add_argument(name)
    parser.add_argument("--sizes", default="320,640,1280,4000")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--min-face", type=int, default=0)
    arguments = parser.parse_args()
    cv2.setNumThreads(arguments.threads)
    picture = cv2.imread(arguments.picture)
    for side in arguments.sizes.split(","):
        measure(picture, int(side), arguments)


main()
