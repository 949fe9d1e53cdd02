#!/usr/bin/python3
"""Writes the golden files of tests/Mien.Tests/Neural/Golden from PyTorch (apt: python3-torch), for narrow forms (widths / 16) of the zoo's networks.

    /usr/bin/python3 bench/peers/golden_networks.py [--check]

NAME.onnx            PyTorch's own export (evaluation mode, random statistics); outputs.json has the logits for networks.varied_input(3)
NAME.safetensors     one training step in f32 (batch normalisation with batch statistics, no dropout, mean cross-entropy, labels 0, 1, … 6, 0, … on
                     networks.varied_input(8)): "weight:P" before it, "gradient:P", "statistic:P" (moving statistics after it, momentum 0.1), "loss", "logits"

--check writes nothing and fails where the files differ from what PyTorch gives now by more than 1e-5.
"""
import json
import os
import struct
import sys
import tempfile

import torch

import networks

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Neural", "Golden")
DIVISOR = 16


def network(name, seed, dropout=0.1):
    torch.manual_seed(seed)
    net = networks.create(name, DIVISOR, dropout)
    networks.randomise_normalisation(net, torch.Generator().manual_seed(seed))
    return net


def step(name):
    net = network(name, 2, dropout=0.0).train()
    tensors = {f"weight:{key}": value.clone() for key, value in net.state_dict().items() if not key.endswith("num_batches_tracked")}
    logits = net(networks.varied_input(8))
    loss = torch.nn.functional.cross_entropy(logits, torch.arange(8) % 7)
    loss.backward()
    tensors.update({f"gradient:{key}": value.grad for key, value in net.named_parameters()})
    tensors.update({f"statistic:{key}": value for key, value in net.named_buffers() if not key.endswith("num_batches_tracked")})
    tensors.update(loss=loss.detach().reshape(1), logits=logits.detach())
    return tensors


def write_safetensors(path, tensors):
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read_safetensors(path):
    with open(path, "rb") as file:
        content = file.read()
    length = struct.unpack("<Q", content[:8])[0]
    header, data = json.loads(content[8:8 + length]), content[8 + length:]
    return {name: torch.frombuffer(bytearray(data[slice(*entry["data_offsets"])]), dtype=torch.float32).reshape(entry["shape"])
            for name, entry in header.items()}


def require_same(what, left, right):
    left, right = torch.as_tensor(left), torch.as_tensor(right)
    if left.shape != right.shape or (left - right).abs().max() > 1e-5 * max(1.0, float(right.abs().max())):
        sys.exit(f"{what} differs from PyTorch {torch.__version__}")


def check(name, outputs):
    with open(os.path.join(FOLDER, "outputs.json")) as file:
        require_same(f"outputs.json, {name}", json.load(file)[name], outputs)
    stored, now = read_safetensors(os.path.join(FOLDER, name + ".safetensors")), step(name)
    if stored.keys() != now.keys():
        sys.exit(f"{name}.safetensors has other tensors than PyTorch {torch.__version__}")
    for key in now:
        require_same(f"{name}.safetensors, {key}", stored[key], now[key])
    with tempfile.TemporaryDirectory() as folder:
        networks.export_onnx(network(name, 1), os.path.join(folder, "x.onnx"))
        if os.path.getsize(os.path.join(folder, "x.onnx")) != os.path.getsize(os.path.join(FOLDER, name + ".onnx")):
            sys.exit(f"{name}.onnx is not what PyTorch {torch.__version__} exports")


def main():
    all_outputs = {}
    for name in networks.NAMES:
        with torch.no_grad():
            outputs = network(name, 1).eval()(networks.varied_input(3)).tolist()
        all_outputs[name] = outputs
        if "--check" in sys.argv:
            check(name, outputs)
            continue
        networks.export_onnx(network(name, 1), os.path.join(FOLDER, name + ".onnx"))
        write_safetensors(os.path.join(FOLDER, name + ".safetensors"), step(name))
    if "--check" not in sys.argv:
        with open(os.path.join(FOLDER, "outputs.json"), "w") as file:
            json.dump(all_outputs, file, separators=(",", ":"))
            file.write("\n")


main()
