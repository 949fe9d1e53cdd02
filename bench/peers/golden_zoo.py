#!/usr/bin/python3
"""Writes tests/Mien.Tests/Neural/Golden/zoo/NAME.safetensors from torchvision (apt: python3-torchvision): what its networks give for weights that both
sides draw from a hash of (parameter's name, index), so that no weights are stored.

    /usr/bin/python3 bench/peers/golden_zoo.py [NAME…]                the golden files
    /usr/bin/python3 bench/peers/golden_zoo.py --pth FOLDER [NAME…]  in FOLDER, and NAME.pth beside them: the state_dict as torch.save writes it

In each file: "P.running_mean", "P.running_var" in half precision, from one training-mode pass over sixteen pictures (so that the signal survives to the
outputs), "outputs" of the first four pictures, and "block:VALUE", 256 evenly spaced numbers of three blocks' results under Mien's names of the values.
InceptionV3 has "keras.outputs" besides: its scales one, its average pooling without padding. So has MobileNetV2: Keras's epsilon, SAME padding. The script fails unless each two of the four outputs differ
by at least 0.1, absolutely and of the largest output. torchvision computes in double precision here: what is compared is Mien's error alone.
"""
import os
import struct
import sys
import json

import numpy
import torch
import torchvision
from torch import nn

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Neural", "Golden", "zoo")
PICTURES, STATISTICS, CLASSES, SLICE = 4, 16, 7, 256

# Mien's name: how torchvision is asked, the input's side, three of its modules and Mien's names for their results.
NETWORKS = {
    "resnet18": ("resnet18", 64, {"layer1.1": "layer1.1.relu", "layer3.0": "layer3.0.relu", "layer4.1": "layer4.1.relu"}),
    "resnet34": ("resnet34", 64, {"layer1.2": "layer1.2.relu", "layer3.2": "layer3.2.relu", "layer4.2": "layer4.2.relu"}),
    "resnet50": ("resnet50", 64, {"layer1.2": "layer1.2.relu", "layer3.2": "layer3.2.relu", "layer4.2": "layer4.2.relu"}),
    "vgg19-bn": ("vgg19_bn", 48, {"features.5": "features.4.relu", "features.25": "features.24.relu", "features.51": "features.50.relu"}),
    "densenet121": ("densenet121", 64, {
        "features.denseblock1": "features.denseblock1.denselayer6", "features.denseblock3": "features.denseblock3.denselayer24",
        "features.denseblock4": "features.denseblock4.denselayer16"}),
    "mobilenet-v2": ("mobilenet_v2", 64, {"features.3": "features.3", "features.10": "features.10", "features.16": "features.16"}),
    "efficientnet-b0": ("efficientnet_b0", 64, {"features.2.1": "features.2.1", "features.4.2": "features.4.2", "features.6.3": "features.6.3"}),
    "inception-v3": ("inception_v3", 128, {"Mixed_5d": "Mixed_5d", "Mixed_6e": "Mixed_6e", "Mixed_7c": "Mixed_7c"}),
}


def uniform(name, count):
    """Numbers in [0, 1): FNV-1a of the name, joined with the index and mixed as MurmurHash3 ends; 24 bits."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) % 2**32
    h = numpy.arange(count, dtype=numpy.uint32) * numpy.uint32(0x9E3779B9) ^ numpy.uint32(seed)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        h = (h ^ (h >> numpy.uint32(shift))) * numpy.uint32(factor)
    h ^= h >> numpy.uint32(16)
    return (h >> numpy.uint32(8)).astype(numpy.float64) / 2**24


def filled(name, shape, centre, spread):
    values = centre + spread * (2 * uniform(name, int(numpy.prod(shape))) - 1)
    return torch.from_numpy(values.astype(numpy.float32).reshape(shape))


def pictures(count, size):
    noise = (2 * uniform("input", count * 3 * size * size) - 1).reshape(count, 3, size, size)
    factor = 1 + (numpy.arange(count) % PICTURES).reshape(-1, 1, 1, 1) / 2
    offset = (2 * uniform("offset", count * 3) - 1).reshape(count, 3, 1, 1)
    return torch.from_numpy((noise * factor + offset).astype(numpy.float32))


def create(called, size):
    more = {"aux_logits": False, "init_weights": False} if called == "inception_v3" else {}
    if called == "vgg19_bn":
        more["init_weights"] = False
    net = getattr(torchvision.models, called)(num_classes=CLASSES, **more)
    if called == "vgg19_bn":
        # Mien keeps the map of inputs below 224 pixels, where torchvision would stretch it to 7×7.
        net.avgpool = nn.Identity()
        net.classifier[0] = nn.Linear(512 * (size // 32) ** 2, 4096)
    norms = {name for name, module in net.named_modules() if isinstance(module, nn.BatchNorm2d)}
    for name, parameter in net.named_parameters():
        owner, _, part = name.rpartition(".")
        if owner in norms:
            parameter.data = filled(name, parameter.shape, 1 if part == "weight" else 0, 0.5 if part == "weight" else 0.2)
        elif part == "bias":
            parameter.data = filled(name, parameter.shape, 0, 0.2)
        else:
            parameter.data = filled(name, parameter.shape, 0, numpy.sqrt(6 / (parameter.numel() // parameter.shape[0])))
    return net


def take_statistics(net, size):
    norms = [module for module in net.modules() if isinstance(module, nn.BatchNorm2d)]
    dropouts = [module for module in net.modules() if isinstance(module, (nn.Dropout, torchvision.ops.StochasticDepth))]
    net.train()
    for module in dropouts:
        module.eval()
    for norm in norms:
        norm.momentum = 1.0
    net(pictures(STATISTICS, size).double())
    net.eval()
    for norm in norms:
        norm.running_mean = norm.running_mean.half().double()
        norm.running_var = norm.running_var.half().double()
        if not torch.isfinite(norm.running_var).all() or not (norm.running_var > 0).all():
            sys.exit("statistics leave half precision")


def require_apart(name, outputs):
    for i in range(PICTURES):
        for j in range(i):
            apart = float((outputs[i] - outputs[j]).abs().max())
            if apart < 0.1 * max(1.0, float(outputs.abs().max())):
                sys.exit(f"{name}: outputs {i} and {j} differ by {apart} only, of at most {float(outputs.abs().max())}")


def keras_mobilenet_outputs(net, x):
    """Keras's epsilon, and TensorFlow's SAME padding of even sizes where convolutions stride."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eps = 1e-3
        if isinstance(module, nn.Conv2d) and module.stride == (2, 2):
            module.padding = (0, 0)
            module.register_forward_pre_hook(lambda _, inputs: (nn.functional.pad(inputs[0], (0, 1, 0, 1)),))
    return net(x)


def keras_outputs(net, x):
    if not isinstance(net, torchvision.models.Inception3):
        return keras_mobilenet_outputs(net, x)
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.weight.data.fill_(1)
    functional = torchvision.models.inception.F
    counting, functional.avg_pool2d = functional.avg_pool2d, lambda x, **o: counting(x, **o, count_include_pad=False)
    try:
        return net(x)
    finally:
        functional.avg_pool2d = counting


def golden(name):
    called, size, blocks = NETWORKS[name]
    net, tensors = create(called, size).double(), {}
    take_statistics(net, size)
    for key, value in net.state_dict().items():
        if key.endswith(("running_mean", "running_var")):
            tensors[key] = value.numpy().astype(numpy.float16)
    for module, value in blocks.items():
        net.get_submodule(module).register_forward_hook(lambda _, __, y, value=value: keep(tensors, value, y))
    x = pictures(PICTURES, size).double()
    outputs = net(x)
    require_apart(name, outputs)
    tensors["outputs"] = outputs.float().numpy()
    if "--pth" in sys.argv:
        torch.save(net.float().state_dict(), os.path.join(folder(), name + ".pth"))
        net.double()
    if called in ("inception_v3", "mobilenet_v2"):
        slices = {key: value for key, value in tensors.items() if key.startswith("block:")}
        tensors["keras.outputs"] = keras_outputs(net, x).float().numpy()
        require_apart(name, torch.from_numpy(tensors["keras.outputs"]))
        tensors.update(slices)
    return tensors


def folder():
    return sys.argv[sys.argv.index("--pth") + 1] if "--pth" in sys.argv else FOLDER


def keep(tensors, value, y):
    flat = y.reshape(-1)
    tensors["block:" + value] = flat[:: len(flat) // SLICE][:SLICE].float().numpy()


def write_safetensors(path, tensors):
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        blob = numpy.ascontiguousarray(tensor).tobytes()
        kind = "F16" if tensor.dtype == numpy.float16 else "F32"
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def main():
    names = [name for name in sys.argv[1:] if name in NETWORKS] or list(NETWORKS)
    os.makedirs(folder(), exist_ok=True)
    with torch.no_grad():
        for name in names:
            write_safetensors(os.path.join(folder(), name + ".safetensors"), golden(name))


main()
