#!/usr/bin/python3
"""Checks ONNX files with onnx.checker (apt: python3-onnx): the format, the attributes, and the shapes by inference.

    /usr/bin/python3 bench/peers/onnx_check.py FILE...
"""
import sys

import onnx

for path in sys.argv[1:]:
    onnx.checker.check_model(onnx.load(path), full_check=True)
    print(f"{path}: sound")
