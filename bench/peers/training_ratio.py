#!/usr/bin/python3
"""Throughput of Mien's training step beside PyTorch's: whole processes in turn, the same network, batch and threads, random input in memory.

Usage: training_ratio.py PEER_SCRIPT [--runs 5] [--seconds 6] [--batch 128] [--threads 2] [--nets small,b2,resnet18-48] [--mien ./mien]
PEER_SCRIPT is a program that takes --net, --batch, --threads, --seconds, --bf16 and prints "...: X images/s, ...".
Prints, for each network and precision, both medians, and the median, smallest and largest ratio Mien / PyTorch of the pairs of runs.
Run it on an idle machine: kernels of several threads wait for one another at barriers, so that any other program costs them more than its share.
"""
import argparse
import json
import re
import statistics
import subprocess


def mien(options, net, precision):
    command = [*options.mien.split(), "bench", "train", "--net", net, "--batch", str(options.batch), "--threads", str(options.threads),
               "--precision", precision, "--seconds", str(options.seconds), "--json", "-"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["imagesPerSecond"]


def peer(options, net, precision):
    command = ["/usr/bin/python3", options.peer, "--net", net, "--batch", str(options.batch), "--threads", str(options.threads),
               "--seconds", str(options.seconds)] + (["--bf16"] if precision == "bf16" else [])
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r": ([0-9.]+) images/s", line)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--nets", default="small,b2,resnet18-48")
    parser.add_argument("--precisions", default="f32,bf16")
    parser.add_argument("--mien", default="./mien")
    options = parser.parse_args()
    print("net,precision,mien images/s,pytorch images/s,ratio,lowest,highest,runs", flush=True)
    for net in options.nets.split(","):
        for precision in options.precisions.split(","):
            pairs = [(mien(options, net, precision), peer(options, net, precision)) for _ in range(options.runs)]
            ratios = sorted(ours / theirs for ours, theirs in pairs)
            ours, theirs = (statistics.median(side) for side in zip(*pairs))
            print(f"{net},{precision},{ours:.1f},{theirs:.1f},{statistics.median(ratios):.3f},{ratios[0]:.3f},{ratios[-1]:.3f},{options.runs}", flush=True)


if __name__ == "__main__":
    main()
