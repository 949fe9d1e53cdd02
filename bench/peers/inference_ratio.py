#!/usr/bin/python3
"""Speed of Mien's InferenceSession beside ONNX Runtime's (npm: onnxruntime-node): whole processes in turn, the same file, batch and threads.

Usage: inference_ratio.py PEER_SCRIPT MODEL.onnx... [--runs 5] [--seconds 3] [--batches 1,32] [--threads 2] [--mien ./mien]
PEER_SCRIPT is a program for Node that takes MODEL --batch --threads --seconds --channels --size and prints "..., X pictures/s, ...";
it runs in .build/peers, where setup has installed ONNX Runtime. Prints, for each model, batch and precision (ONNX Runtime always computes
in f32 here), both medians, and the median, smallest and largest ratio Mien / ONNX Runtime of the pairs of runs. Run it on an idle machine.
"""
import argparse
import json
import os
import re
import statistics
import subprocess

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def mien(options, model, batch, precision):
    command = [*options.mien.split(), "bench", "infer", model, "--batch", str(batch), "--threads", str(options.threads),
               "--precision", precision, "--seconds", str(options.seconds), "--json", "-"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["imagesPerSecond"]


def peer(options, model, batch):
    command = ["node", os.path.abspath(options.peer), os.path.abspath(model), "--batch", str(batch), "--threads", str(options.threads),
               "--seconds", str(options.seconds)]
    line = subprocess.run(command, check=True, capture_output=True, text=True, cwd=os.path.join(ROOT, ".build", "peers")).stdout
    return float(re.search(r"([0-9.]+) pictures/s", line)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--batches", default="1,32")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--mien", default="./mien")
    options = parser.parse_args()
    print("model,batch,precision,mien images/s,onnxruntime images/s,ratio,lowest,highest,runs", flush=True)
    for model in options.models:
        for batch in options.batches.split(","):
            runs = [(mien(options, model, batch, "f32"), mien(options, model, batch, "bf16"), peer(options, model, batch))
                    for _ in range(options.runs)]
            theirs = statistics.median(run[2] for run in runs)
            for column, precision in enumerate(["f32", "bf16"]):
                ratios = sorted(run[column] / run[2] for run in runs)
                ours = statistics.median(run[column] for run in runs)
                print(f"{os.path.basename(model)},{batch},{precision},{ours:.1f},{theirs:.1f},{statistics.median(ratios):.3f},"
                      f"{ratios[0]:.3f},{ratios[-1]:.3f},{options.runs}", flush=True)


if __name__ == "__main__":
    main()
