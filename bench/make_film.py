#!/usr/bin/python3
"""Makes the film that `mien analyze` is timed on: 1280×720, 25 frames a second, up to three moving faces (apt: ffmpeg with libx264).

    bench/make_film.py FILM.mp4 [--seconds 600] [--faces 3]

The faces are those of samples/portraits.mp4, at 360, 240 and 300 pixels, the third one turned by five degrees; each moves on a way of its own over a plain ground.
One round of 12.16 seconds is encoded (libx264, preset fast) and repeated without being encoded again, so that ten minutes are made within seconds.
"""
import argparse
import math
import os
import subprocess
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
CLIP = os.path.join(ROOT, "samples", "portraits.mp4")
FRAMES, RATE = 304, 25
ROUND = FRAMES / RATE

# Side, left edge, top edge, how far it moves across and down, how often a round, turn in degrees.
FACES = [(360, 80, 201, 24, 6, 1, 0), (240, 558, 120, 6, 30, 2, 0), (300, 900, 345, 10, 12, 1, 5)]


def graph(count):
    """The filters that lay so many faces on the ground."""
    parts = [f"color=0x506070:size=1280x720:rate={RATE}:duration={ROUND}[ground0]", f"[0:v]split={count}" + "".join(f"[clip{i}]" for i in range(count))]
    for i, (side, left, top, across, down, often, turn) in enumerate(FACES[:count]):
        angle = f"{often}*{2 * math.pi / ROUND:.6f}*t"
        parts.append(f"[clip{i}]scale={side}:{side},rotate={math.radians(turn):.6f}:fillcolor=0x808080[face{i}]")
        parts.append(f"[ground{i}][face{i}]overlay=x='{left}+{across}*sin({angle})':y='{top}+{down}*cos({angle})':eval=frame[ground{i + 1}]")
    return ";".join(parts)


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--faces", type=int, choices=range(1, len(FACES) + 1), default=len(FACES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        once = os.path.join(folder, "round.mp4")
        ffmpeg("-i", CLIP, "-filter_complex", graph(options.faces), "-map", f"[ground{options.faces}]", "-frames:v", str(FRAMES),
               "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p", once)
        ffmpeg("-stream_loop", "-1", "-i", once, "-c", "copy", "-t", str(options.seconds), "-movflags", "+faststart", options.film)


if __name__ == "__main__":
    main()
