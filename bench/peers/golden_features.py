#!/usr/bin/python3
"""Writes tests/Mien.Tests/Learning/Golden/features.json and classifiers.json from scikit-image 0.19.3 and scikit-learn 1.2.1
(apt: python3-skimage python3-sklearn).

    /usr/bin/python3 bench/peers/golden_features.py [--check]

--check writes nothing and fails where a file differs from what the peers give now by more than 1e-6.
The samples of the classifiers are no file: both sides draw them from the same generator (SyntheticClasses in the tests).
"""
import json
import math
import os
import sys

import numpy as np
from skimage.feature import hog, local_binary_pattern
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Learning", "Golden")
MASK = (1 << 64) - 1


class Draw:
    """Knuth's linear congruential generator of 64 bits; the upper 24 make a number in [0, 1)."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 40) / (1 << 24)


def synthetic(rows, classes=5, width=20, spread=1.0, seed=7):
    """Rows around one centre a class; the noise is a sum of four uniform numbers."""
    draw = Draw(seed)
    centres = [[draw.next() for _ in range(width)] for _ in range(classes)]
    labels, values = [], []
    for row in range(rows):
        label = row % classes
        labels.append(label)
        values.append([spread * centres[label][i] + draw.next() + draw.next() + draw.next() + draw.next() - 2 for i in range(width)])
    return np.array(values, np.float32), np.array(labels)


def pictures():
    random = np.random.default_rng(5)
    y, x = np.mgrid[0:24, 0:32]
    steps = ((x // 3) * 17 + (y // 4) * 29) % 200
    return {"noise": random.integers(0, 256, (24, 32)), "steps and noise": steps + random.integers(0, 6, (24, 32)),
            "waves": (127 + 90 * np.sin(x / 3.1) * np.cos(y / 2.3)).astype(int)}


def features():
    cases = []
    for name, picture in pictures().items():
        picture = picture.astype(np.uint8)
        case = {"name": name, "width": 32, "pixels": picture.reshape(-1).tolist(), "lbp": [], "hog": []}
        for method, points, radius in [("default", 8, 1), ("nri_uniform", 8, 1), ("uniform", 8, 1), ("nri_uniform", 8, 2), ("uniform", 12, 2)]:
            codes = local_binary_pattern(picture, points, radius, method)
            case["lbp"].append({"method": method, "points": points, "radius": radius, "codes": codes.astype(int).reshape(-1).tolist()})
        for orientations, cell, block in [(9, 8, 2), (9, 6, 3), (6, 4, 1)]:
            values = hog(picture, orientations, (cell, cell), (block, block), block_norm="L2-Hys", feature_vector=True)
            if orientations == 6:
                values = values[:90]
            case["hog"].append({"orientations": orientations, "cell": cell, "block": block, "values": [round(float(v), 9) for v in values]})
        cases.append(case)
    return cases


def forests(train, test):
    scores = [RandomForestClassifier(100, random_state=seed).fit(*train).score(*test) for seed in range(10)]
    return float(np.mean(scores)), float(np.std(scores))


def classifiers():
    values, labels = synthetic(1600)
    train, test = (values[:600], labels[:600]), (values[600:], labels[600:])
    pca = PCA(6, svd_solver="full").fit(train[0])
    forest, deviation = forests(train, test)
    small = PCA(8, svd_solver="full").fit(train[0])
    projected = forests((small.transform(train[0]), train[1]), (small.transform(test[0]), test[1]))
    cases = [{"name": "pca", "variances": pca.explained_variance_.tolist(), "components": pca.components_.reshape(-1).tolist()},
             {"name": "random-forest", "accuracy": forest, "deviation": deviation},
             {"name": "random-forest on pca", "accuracy": projected[0], "deviation": projected[1]}]
    for k, weights in [(1, "uniform"), (15, "uniform"), (15, "distance")]:
        model = KNeighborsClassifier(k, weights=weights).fit(*train)
        cases.append({"name": f"knn {k} {weights}", "accuracy": model.score(*test), "probabilities": model.predict_proba(test[0][:20]).reshape(-1).tolist()})
    for loss, c in [("squared_hinge", 1.0), ("hinge", 0.5)]:
        model = LinearSVC(loss=loss, C=c, tol=1e-9, max_iter=1_000_000, random_state=0).fit(train[0][:200], train[1][:200])
        cases.append({"name": f"svm {loss}", "c": c, "accuracy": model.score(*test), "weights": model.coef_.reshape(-1).tolist(),
                      "bias": model.intercept_.tolist()})
    return cases


def same(left, right):
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right if isinstance(left, str) else math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-6)


def main():
    for file, make in [("features.json", features), ("classifiers.json", classifiers)]:
        path, cases = os.path.join(FOLDER, file), json.loads(json.dumps(make()))
        if "--check" in sys.argv:
            with open(path) as stream:
                if not same(json.load(stream), cases):
                    sys.exit(f"{file} differs from what the peers give")
        else:
            with open(path, "w") as stream:
                json.dump(cases, stream, separators=(",", ":"))
                stream.write("\n")


main()
