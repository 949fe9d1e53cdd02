#!/usr/bin/python3
"""Writes tests/Mien.Tests/Neural/Golden/pth: small files of weights as PyTorch saves them (apt: python3-torch), for the reader of .pth files.

    /usr/bin/python3 bench/peers/golden_pth.py

zip.pth, legacy.pth    a state dictionary in both layouts: strided, transposed, expanded and shared views, all element types, a batch norm's count
wrapped.pth            a checkpoint: {"epoch", "state_dict" with the prefix "module.", "optimizer"}
values.safetensors     what the tensors hold, in f32, row-major, whole numbers left out
"""
import json
import os
import struct
from collections import OrderedDict

import torch

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Neural", "Golden", "pth")


def state():
    torch.manual_seed(3)
    base = torch.randn(4, 3, 2)
    result = OrderedDict()
    result["conv.weight"] = torch.nn.Parameter(torch.randn(2, 3, 3, 3))
    result["plain"] = base
    result["transposed"] = base.transpose(0, 2)
    result["part"] = base[1:3, ::2, 1]
    result["expanded"] = torch.randn(1, 3).expand(4, 3)
    result["last"] = torch.randn(2, 3, 4, 5).to(memory_format=torch.channels_last)
    result["scalar"] = torch.tensor(1.5)
    for name, kind in [("half", torch.float16), ("bfloat16", torch.bfloat16), ("double", torch.float64)]:
        result[name] = torch.randn(5).to(kind)
    for name, kind in [("long", torch.int64), ("int", torch.int32), ("byte", torch.uint8), ("bool", torch.bool)]:
        result[name] = torch.arange(3).to(kind)
    result["bn.num_batches_tracked"] = torch.tensor(7)
    result["empty"] = torch.zeros(0, 3)
    result._metadata = OrderedDict([("", {"version": 1}), ("bn", {"version": 2})])
    return result


def write_values(tensors):
    header, data = {}, b""
    for name, value in tensors.items():
        if not value.is_floating_point() or value.numel() == 0:
            continue
        raw = value.detach().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(FOLDER, "values.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    tensors = state()
    torch.save(tensors, os.path.join(FOLDER, "zip.pth"))
    torch.save(tensors, os.path.join(FOLDER, "legacy.pth"), _use_new_zipfile_serialization=False)
    net = torch.nn.Linear(2, 3)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    net(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    wrapped = OrderedDict(("module." + name, value) for name, value in tensors.items())
    torch.save({"epoch": 3, "best": 0.5, "state_dict": wrapped, "optimizer": optimizer.state_dict()}, os.path.join(FOLDER, "wrapped.pth"))
    write_values(tensors)


main()
