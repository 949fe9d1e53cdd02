#!/usr/bin/python3
"""Exports networks from PyTorch (apt: python3-torch) at full size, with random statistics, and writes the logits for the fixed input beside them.

    /usr/bin/python3 bench/peers/export_networks.py OUT_FOLDER [SCRIPT.py]

SCRIPT.py defines resnet18_48(), small() and b2() (the training bench's peer); without it the same networks of networks.py are taken.
Writes NAME.onnx and NAME.json ({"logits": [...]}, batch 2).
"""
import importlib.util
import json
import os
import sys

import torch

import networks


def definitions(script):
    if script is None:
        return networks.create
    spec = importlib.util.spec_from_file_location("training_peer", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda name: getattr(module, name.replace("-", "_"))()


def main():
    folder, script = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    sys.dont_write_bytecode = True
    create = definitions(script)
    for seed, name in enumerate(networks.NAMES):
        torch.manual_seed(seed)
        net = create(name).eval()
        networks.randomise_normalisation(net, torch.Generator().manual_seed(seed))
        networks.export_onnx(net, os.path.join(folder, name + ".onnx"))
        with torch.no_grad(), open(os.path.join(folder, name + ".json"), "w") as file:
            json.dump({"logits": net(networks.fixed_input(2)).reshape(-1).tolist()}, file)


main()
