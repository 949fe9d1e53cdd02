#!/usr/bin/python3
"""Writes tests/Mien.Tests/Faces/Golden/yunet.json: what OpenCV gives for YuNet files (apt: python3-opencv, python3-onnx).

    /usr/bin/python3 bench/peers/golden_yunet.py FOLDER [--check]

FOLDER holds yunet_n_dynamic.onnx and yunet_s_dynamic.onnx. OpenCV 4.6 reads no file that leaves sizes free; so the batch and the size are written into a
copy in memory first, and targets of Reshape that follow from them. The input is 128×96 pixels (width × height) made by `picture`, as planes B, G, R of
0..255. Of each output the sum, the sum of magnitudes and every 7th value are kept; `faces` are boxes, points and scores that follow from them.
"""
import os
import sys

import cv2
import numpy as np
import onnx
from onnx import numpy_helper

import golden

OUTPUTS = [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)]
WIDTH, HEIGHT = 128, 96
THRESHOLD = 0.1


def picture():
    """Interleaved B, G, R bytes in a soft pattern with a face-like disc; integers only, so that C# makes the same."""
    y, x, c = np.mgrid[0:HEIGHT, 0:WIDTH, 0:3].astype(np.int64)
    ground = 90 + (x * 5 + y * 3 + c * 40) % 61
    head = (x - 64) ** 2 * 9 + (y - 48) ** 2 * 5 <= 9000
    eyes = ((abs(x - 64) - 13) ** 2 * 2 + (y - 40) ** 2 * 5 <= 90)
    mouth = ((x - 64) ** 2 + (y - 66) ** 2 * 9 <= 180)
    nose = ((x - 64) ** 2 * 6 + (y - 52) ** 2 <= 60)
    face = np.where(head, 200 - 25 * (2 - c), ground)
    face = np.where(nose, 150 - 15 * (2 - c), face)
    return np.where(eyes | mouth, 50 + 10 * c, face).astype(np.uint8)


def with_fixed_size(path):
    model = onnx.load(path)
    for dimension, value in zip(model.graph.input[0].type.tensor_type.shape.dim, (1, 3, HEIGHT, WIDTH)):
        dimension.dim_value = value
    made = {node.output[0]: node for node in model.graph.node}
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    folded = set()
    for node in [n for n in model.graph.node if n.op_type == "Reshape"]:
        target = made[node.input[1]]
        sizes = [1] + [int(numpy_helper.to_array(stored[name])[0]) for name in target.input[1:]]
        model.graph.initializer.append(numpy_helper.from_array(np.array(sizes, np.int64), target.output[0]))
        while target.op_type != "Shape":
            folded.add(target.output[0])
            target = made[target.input[0]]
        folded.add(target.output[0])
    rest = [node for node in model.graph.node if node.output[0] not in folded]
    del model.graph.node[:]
    model.graph.node.extend(rest)
    return model.SerializeToString()


def run(path, image):
    network = cv2.dnn.readNetFromONNX(np.frombuffer(with_fixed_size(path), np.uint8))
    network.setInput(cv2.dnn.blobFromImage(image))
    return dict(zip(OUTPUTS, network.forward(OUTPUTS)))


def summary(values):
    values = values.astype(np.float64).ravel()
    kept = [round(float(v), 6) for v in values[::7]]
    return {"sum": round(float(values.sum()), 4), "magnitude": round(float(abs(values).sum()), 4), "values": kept}


def overlap(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    common = max(0.0, width) * max(0.0, height)
    return common / (a[2] * a[3] + b[2] * b[3] - common)


def faces(network):
    """Box, five points, score, as OpenCV 4.7 and later decode these outputs (4.6's cv2.FaceDetectorYN wants the older files)."""
    found = []
    for stride in (8, 16, 32):
        columns = WIDTH // stride
        cls, obj, bbox, kps = (network[f"{kind}_{stride}"] for kind in ("cls", "obj", "bbox", "kps"))
        for cell in range(cls.shape[1]):
            score = float(np.sqrt(np.clip(cls[0, cell, 0], 0, 1) * np.clip(obj[0, cell, 0], 0, 1)))
            row, column = divmod(cell, columns)
            x, y, w, h = (float(v) for v in bbox[0, cell])
            width, height = np.exp(w) * stride, np.exp(h) * stride
            points = [(float(v) + (row if i % 2 else column)) * stride for i, v in enumerate(kps[0, cell])]
            if score >= THRESHOLD:
                found.append([(column + x) * stride - width / 2, (row + y) * stride - height / 2, width, height, *points, score])
    kept = []
    for face in sorted(found, key=lambda f: -f[-1]):
        if all(overlap(face, other) <= 0.3 for other in kept):
            kept.append(face)
    return [[round(float(v), 4) for v in face] for face in kept]


def main():
    result = {}
    for name in ("yunet_n_dynamic", "yunet_s_dynamic"):
        network = run(os.path.join(sys.argv[1], f"{name}.onnx"), picture())
        result[name] = {"outputs": {output: summary(network[output]) for output in OUTPUTS}, "faces": faces(network)}
    golden.write_or_check("../../Faces/Golden/yunet.json", result)


main()
