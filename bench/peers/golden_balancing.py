#!/usr/bin/python3
"""Writes tests/Mien.Tests/Learning/Golden/neighbours.json: the neighbours that scikit-learn finds inside each class (apt: python3-sklearn).

    /usr/bin/python3 bench/peers/golden_balancing.py
    /usr/bin/python3 bench/peers/golden_balancing.py --time fer2013.csv.gz    times scikit-learn's search on all Training rows
"""
import gzip
import json
import os
import sys
import time

import numpy
from sklearn.neighbors import NearestNeighbors

FILE = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Learning", "Golden", "neighbours.json")
NEIGHBOURS = 6


def neighbours(rows, labels):
    """For each row the indices, in the whole table, of the nearest rows of its class."""
    found = [None] * len(rows)
    for label in numpy.unique(labels):
        members = numpy.flatnonzero(labels == label)
        nearest = NearestNeighbors(n_neighbors=NEIGHBOURS, algorithm="brute").fit(rows[members]).kneighbors(return_distance=False)
        for place, member in enumerate(members):
            found[member] = [int(members[other]) for other in nearest[place]]
    return found


def golden():
    random = numpy.random.RandomState(42)
    labels = random.permutation(numpy.repeat(numpy.arange(4), [70, 31, 12, 7]))
    centres = random.randint(60, 200, (4, 37))
    rows = numpy.clip(centres[labels] + random.normal(0, 40, (120, 37)), 0, 255).astype(int)
    found = neighbours(rows.astype(float), labels)
    case = {"name": "pixels", "width": 37, "neighbours": NEIGHBOURS, "labels": labels.tolist(), "rows": rows.ravel().tolist(),
            "nearest": [index for row in found for index in row]}
    with open(FILE, "w") as file:
        json.dump([case], file, separators=(",", ":"))
        file.write("\n")


def timing(path):
    rows, labels = [], []
    with gzip.open(path, "rt") as file:
        for line in list(file)[1:]:
            emotion, pixels, usage = line.strip().split(",")
            if usage == "Training":
                labels.append(int(emotion))
                rows.append(numpy.fromstring(pixels, numpy.float32, sep=" "))
    rows, labels = numpy.array(rows), numpy.array(labels)
    start = time.time()
    for label in range(7):
        if label != 3:
            NearestNeighbors(n_neighbors=NEIGHBOURS, n_jobs=-1).fit(rows[labels == label]).kneighbors(return_distance=False)
    print(f"{time.time() - start:.1f} s")


if "--time" in sys.argv:
    timing(sys.argv[-1])
else:
    golden()
