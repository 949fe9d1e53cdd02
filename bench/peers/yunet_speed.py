#!/usr/bin/python3
"""Times a YuNet detector in Mien beside OpenCV's, in turn (apt: python3-opencv, opencv-data).

    /usr/bin/python3 bench/peers/yunet_speed.py MODEL MODEL_640 PICTURE [--threads 2] [--runs 31] [--min-face N]

MODEL is the file that Mien runs, MODEL_640 one of fixed size 640×640 that OpenCV 4.6 reads, PICTURE a photo. One search of each in turn: Mien in f32 and
bf16 at all its scales, OpenCV's DNN on a 640×640 letterbox (made beforehand), cv2.CascadeClassifier (1.1, 3, 24×24). Prints the median and the least
milliseconds of each, and those of Mien's first search, which compiles.
"""
import argparse
import json
import os
import statistics
import subprocess
import time

import cv2

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
OUTPUTS = [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)]


class Mien:
    def __init__(self, arguments, precision):
        command = ["dotnet", "run", "-c", "Release", os.path.join(ROOT, "yunet_timing.cs"), "--", arguments.model, arguments.picture, str(arguments.threads), precision]
        command += [str(arguments.min_face)] if arguments.min_face else []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.first = self.answer()

    def answer(self):
        return float(self.process.stdout.readline().split()[0])

    def __call__(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()


def timed(work):
    def run():
        start = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - start)
    return run


def letterbox(picture):
    scale = 640 / max(picture.shape[:2])
    scaled = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(scaled, 0, 640 - scaled.shape[0], 0, 640 - scaled.shape[1], cv2.BORDER_CONSTANT)


def main():
    parser = argparse.ArgumentParser()
    for name in ("model", "model_640", "picture"):
        parser.add_argument(name)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--min-face", type=int, default=0)
    arguments = parser.parse_args()
    cv2.setNumThreads(arguments.threads)
    picture = cv2.imread(arguments.picture)
    network, box = cv2.dnn.readNetFromONNX(arguments.model_640), letterbox(picture)
    cascade, grey = cv2.CascadeClassifier("/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"), cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)

    def dnn():
        network.setInput(cv2.dnn.blobFromImage(box))
        network.forward(OUTPUTS)

    mien = {precision: Mien(arguments, precision) for precision in ("f32", "bf16")}
    peers = {
        **{f"mien {precision}": run for precision, run in mien.items()},
        "opencv dnn 640x640": timed(dnn),
        "opencv haar": timed(lambda: cascade.detectMultiScale(grey, 1.1, 3, 0, (24, 24))),
    }
    times = {name: [] for name in peers}
    for turn in range(arguments.runs + 3):
        for name, run in peers.items():
            milliseconds = run()
            if turn >= 3:
                times[name].append(milliseconds)
    result = {name: {"median": round(statistics.median(values), 2), "least": round(min(values), 2)} for name, values in times.items()}
    print(json.dumps({"size": [picture.shape[1], picture.shape[0]], "threads": arguments.threads, "first": {p: m.first for p, m in mien.items()}, **result}))


main()
