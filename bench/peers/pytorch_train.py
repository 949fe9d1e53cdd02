#!/usr/bin/python3
"""Images a second of a training step in PyTorch, the peer of training_ratio.py: random input in memory, SGD with momentum.

Usage: pytorch_train.py [--net NAME] [--batch 128] [--threads 2] [--bf16] [--seconds 6]
NAME is one of networks.py (48×48, grey) or of torchvision (224×224, colour).
"""
import argparse
import time

import networks
import torch
import torchvision


def network_and_input(name):
    if name in networks.NAMES:
        return networks.create(name), (1, 48, 48)
    return torchvision.models.__dict__[name](num_classes=7), (3, 224, 224)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--net", default="resnet18-48")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--bf16", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    network, shape = network_and_input(options.net)
    network = network.to(memory_format=torch.channels_last).train()
    optimizer = torch.optim.SGD(network.parameters(), 0.01, 0.9, weight_decay=5e-4)
    pictures = torch.randn(options.batch, *shape).to(memory_format=torch.channels_last)
    labels = torch.randint(0, 7, (options.batch,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            logits = network(pictures)
        torch.nn.functional.cross_entropy(logits.float(), labels).backward()
        optimizer.step()

    for _ in range(3):
        step()
    rates, end = [], time.perf_counter() + options.seconds
    while time.perf_counter() < end or len(rates) < 5:
        start = time.perf_counter()
        step()
        rates.append(options.batch / (time.perf_counter() - start))
    rates.sort()
    print(f"pytorch {torch.__version__} {options.net} batch {options.batch} threads {options.threads} "
          f"{'bf16' if options.bf16 else 'f32'}: {rates[len(rates) // 2]:.1f} images/s, {len(rates)} steps")


if __name__ == "__main__":
    main()
