"""What the scripts that write golden files share: writing one, and with --check comparing it with what the peers give now to 1e-9."""
import json
import math
import os
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "Mien.Tests", "Learning", "Golden")


def same(left, right):
    if isinstance(left, dict):
        return isinstance(right, dict) and left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    return left == right if isinstance(left, str) or left is None or right is None else math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)


def write_or_check(name, golden):
    golden, path = json.loads(json.dumps(golden)), os.path.join(FOLDER, name)
    if "--check" not in sys.argv:
        with open(path, "w") as file:
            json.dump(golden, file, separators=(",", ":"))
            file.write("\n")
        return
    with open(path) as file:
        if not same(json.load(file), golden):
            sys.exit(f"{name} differs from what the peers give")
