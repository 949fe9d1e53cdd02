#!/usr/bin/python3
"""Throughput of Mien's training step beside PyTorch's: whole processes in turn, the same network, batch and threads, random input in memory.

Usage: training_ratio.py [--runs 5] [--seconds 6] [--batch 128] [--threads 2] [--nets small,b2,resnet18-48] [--mien ./mien] [--peer SCRIPT]
The peer is pytorch_train.py beside this one, or a program that takes --net, --batch, --threads, --seconds, --bf16 and prints "...: X images/s, ...".
A network at full size: training_ratio.py --nets resnet18 --batch 32 --runs 3.
Prints, for each network and precision, both medians, and the median, smallest and largest ratio Mien / PyTorch of the pairs of runs.
Run it on an idle machine: kernels of several threads wait for one another at barriers, so that any other program costs them more than its share.
"""
import ratio


def pair(options, net, precision):
    more = ["--bf16"] if precision == "bf16" else []
    return (ratio.mien(options, ["train", "--net", net], options.batch, precision),
            ratio.peer(options, ["/usr/bin/python3", options.peer, "--net", net], options.batch, "images", more))


def main():
    parser = ratio.arguments("pytorch_train.py", seconds=6)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--nets", default="small,b2,resnet18-48")
    parser.add_argument("--precisions", default="f32,bf16")
    options = parser.parse_args()
    print("net,precision,mien images/s,pytorch images/s,ratio,lowest,highest,runs", flush=True)
    for net in options.nets.split(","):
        for precision in options.precisions.split(","):
            print(ratio.line(f"{net},{precision}", [pair(options, net, precision) for _ in range(options.runs)]), flush=True)


if __name__ == "__main__":
    main()
