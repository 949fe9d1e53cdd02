"""What the scripts that time Mien beside a peer share: running a program, reading its speed, and the ratio of pairs of runs."""
import argparse
import json
import os
import re
import statistics
import subprocess


def arguments(peer, seconds):
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), peer))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--mien", default="./mien")
    return parser


def output(command, folder=None):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout


def mien(options, what, batch, precision):
    """Images a second of `mien bench WHAT...`."""
    return json.loads(output([*options.mien.split(), "bench", *what, "--batch", str(batch), "--threads", str(options.threads),
                              "--precision", precision, "--seconds", str(options.seconds), "--json", "-"]))["imagesPerSecond"]


def peer(options, command, batch, unit, more=(), folder=None):
    """Images a second of a peer, which prints them before the unit."""
    text = output([*command, "--batch", str(batch), "--threads", str(options.threads), "--seconds", str(options.seconds), *more], folder)
    return float(re.search(rf"([0-9.]+) {unit}/s", text)[1])


def line(name, pairs):
    """Both medians, and the median, smallest and largest ratio of pairs of runs, ours first."""
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs))
    return f"{name},{ours:.1f},{theirs:.1f},{statistics.median(ratios):.3f},{ratios[0]:.3f},{ratios[-1]:.3f},{len(pairs)}"
