#!/usr/bin/python3
"""Speed of Mien's InferenceSession beside ONNX Runtime's (npm: onnxruntime-node): whole processes in turn, the same file, batch and threads.

Usage: inference_ratio.py MODEL.onnx... [--runs 5] [--seconds 3] [--batches 1,32] [--threads 2] [--mien ./mien] [--peer SCRIPT]
The peer is onnxruntime_speed.mjs beside this one, or a program for Node that takes MODEL --batch --threads --seconds and prints "..., X pictures/s, ...";
it runs in .build/peers, where setup has installed ONNX Runtime. Prints, for each model, batch and precision (ONNX Runtime always computes
in f32 here), both medians, and the median, smallest and largest ratio Mien / ONNX Runtime of the pairs of runs. Run it on an idle machine.
"""
import os

import ratio

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".build", "peers")


def peer(options, model, batch):
    return ratio.peer(options, ["node", os.path.abspath(options.peer), os.path.abspath(model)], batch, "pictures", folder=PEERS)


def main():
    parser = ratio.arguments("onnxruntime_speed.mjs", seconds=3)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--batches", default="1,32")
    options = parser.parse_args()
    print("model,batch,precision,mien images/s,onnxruntime images/s,ratio,lowest,highest,runs", flush=True)
    for model in options.models:
        for batch in options.batches.split(","):
            runs = [(*(ratio.mien(options, ["infer", model], batch, precision) for precision in ("f32", "bf16")), peer(options, model, batch))
                    for _ in range(options.runs)]
            for column, precision in enumerate(("f32", "bf16")):
                print(ratio.line(f"{os.path.basename(model)},{batch},{precision}", [(run[column], run[2]) for run in runs]), flush=True)


if __name__ == "__main__":
    main()
