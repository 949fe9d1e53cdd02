#!/usr/bin/python3
"""Writes tests/Mien.Tests/Learning/Golden/report.json from scikit-learn 1.2.1 and SciPy (apt: python3-sklearn).

    /usr/bin/python3 bench/peers/golden_report.py [--check]

Texts of classification_report on class labels and on one-hot rows, averages, top-2 accuracy, kappa, areas under ROC curves, the bars of a
reliability diagram and McNemar's test. --check writes nothing and fails where the file differs from what the peers give now by more than 1e-9.
"""
import math
import warnings

import numpy as np
from scipy.special import softmax
from scipy.stats import binomtest, chi2
from sklearn import metrics

from golden import write_or_check

NAMES = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "contempt", "a name longer than any heading", "x", "y", "z"]
warnings.simplefilter("ignore")


def averages(truth, predicted, kinds, labels=None):
    return {kind: [float(value) for value in metrics.precision_recall_fscore_support(
        truth, predicted, average=kind, labels=labels, zero_division=0)[:3]] for kind in kinds}


def reliability(probabilities, truth, bins=15):
    confidence, right = probabilities.max(1), probabilities.argmax(1) == truth
    edges, bars = np.linspace(0, 1, bins + 1), []
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        bars.append([int(inside.sum()), float(confidence[inside].mean()) if inside.any() else 0, float(right[inside].mean()) if inside.any() else 0])
    return bars


def areas(probabilities, truth, classes):
    def area(label):
        own = truth == label
        return None if own.all() or not own.any() else float(metrics.roc_auc_score(own, probabilities[:, label]))
    return [area(label) for label in range(classes)]


def case(name, truth, predicted, classes, probabilities=None, digits=2):
    """A decision of -1 is one for no class."""
    truth, predicted, names = np.array(truth), np.array(predicted), NAMES[:classes]
    present = [c for c in range(classes) if c in truth or c in predicted]
    eye = np.vstack([np.eye(classes, dtype=int), np.zeros((1, classes), dtype=int)])
    rows, decided = eye[truth], eye[predicted]
    kappa = metrics.cohen_kappa_score(truth, predicted)
    result = {
        "name": name, "classes": classes, "digits": digits, "labels": names, "truth": truth.tolist(), "predicted": predicted.tolist(),
        "text": metrics.classification_report(truth, predicted, labels=present, target_names=[names[c] for c in present], digits=digits),
        "oneHotText": metrics.classification_report(rows, decided, target_names=names, digits=digits),
        "averages": averages(truth, predicted, ["micro", "macro", "weighted"], present),
        "oneHotAverages": averages(rows, decided, ["micro", "macro", "weighted", "samples"]),
        "kappa": None if math.isnan(kappa) else float(kappa)}
    if probabilities is not None:
        result |= {"probabilities": probabilities.reshape(-1).tolist(), "reliability": reliability(probabilities, truth),
                   "top2": 1.0 if classes == 2 else float(metrics.top_k_accuracy_score(truth, probabilities, k=2, labels=range(classes))),
                   "auc": areas(probabilities, truth, classes)}
        if classes > 2 and all(area is not None for area in result["auc"]):
            result |= {kind + "Auc": float(metrics.roc_auc_score(truth, probabilities, multi_class="ovr", average=kind)) for kind in ("macro", "weighted")}
    return result


def drawn(name, seed, rows, classes, strength, absent=(), digits=2):
    random = np.random.default_rng(seed)
    truth = random.choice([label for label in range(classes) if label not in absent], rows)
    logits = random.normal(size=(rows, classes)) * 2
    logits[np.arange(rows), truth] += strength
    if absent:
        logits[:, list(absent)] = -20
    # Steps of 1/512, so that equal scores occur between rows; the largest takes what is left of 1.
    probabilities = softmax(logits, 1)
    best, probabilities = probabilities.argmax(1), np.floor(probabilities * 512) / 512
    probabilities[np.arange(rows), best] += 1 - probabilities.sum(1)
    # scikit-learn lets the later of equal classes be among the top two, Mien the earlier, as for the top one.
    ordered = np.sort(probabilities, 1)[:, ::-1]
    clear = ordered[:, 1] > ordered[:, 2] if classes > 2 else np.full(rows, True)
    truth, probabilities = truth[clear], probabilities[clear]
    return case(name, truth, probabilities.argmax(1), classes, probabilities, digits)


def multilabel(name, seed, rows, classes):
    random = np.random.default_rng(seed)
    truth, decided = random.random((rows, classes)) < 0.3, random.random((rows, classes)) < 0.3
    decided |= truth & (random.random((rows, classes)) < 0.6)
    return {"name": name, "classes": classes, "labels": NAMES[:classes], "truthRows": truth.reshape(-1).astype(int).tolist(),
            "predictedRows": decided.reshape(-1).astype(int).tolist(),
            "oneHotText": metrics.classification_report(truth.astype(int), decided.astype(int), target_names=NAMES[:classes]),
            "oneHotAverages": averages(truth.astype(int), decided.astype(int), ["micro", "macro", "weighted", "samples"])}


def mcnemar(first, second):
    """statsmodels' mcnemar(exact=True) is this binomial test; the statistic without and with Edwards' correction is its other form."""
    both = first + second
    exact = 1.0 if both == 0 else float(binomtest(first, both, 0.5).pvalue)
    corrected = 1.0 if both == 0 else float(chi2.sf((abs(first - second) - 1) ** 2 / both, 1))
    return {"first": first, "second": second, "exact": exact, "corrected": corrected}


def main():
    cases = [
        drawn("seven classes", 1, 150, 7, 2.0), drawn("absent classes", 2, 40, 4, 1.0, (2,)), drawn("two classes", 3, 25, 2, 3.0),
        drawn("twelve classes", 4, 200, 12, 2.5, (), 4), drawn("chance", 5, 60, 3, 0.0),
        case("ties of rounding", [0] * 8 + [1] * 8 + [2] * 8, [0] * 1 + [1] * 7 + [1] * 3 + [2] * 5 + [2] * 5 + [0] * 3, 3),
        case("a class that is never decided for", [0, 0, 1, 1, 2], [0, 0, 0, 1, 1], 3),
        case("a class that is only decided for", [0, 0, 1, 1], [0, 2, 2, 1], 3),
        case("nothing right", [0, 0, 1, 1], [1, 1, 0, 0], 2), case("one class", [0, 0, 0], [0, 0, 0], 2), case("one row", [3], [3], 7),
        case("faces not found", [0, 1, 2, 2, 1, 0, 1], [0, -1, 2, 1, 1, -1, 1], 3),
        case("long name", [0, 8, 8, 3], [0, 8, 3, 3], 9),
        multilabel("several labels a row", 6, 50, 5), multilabel("two labels a row", 7, 12, 2)]
    write_or_check("report.json", {"cases": cases, "mcnemar": [mcnemar(*pair) for pair in (
        (0, 0), (1, 0), (5, 5), (3, 12), (12, 3), (10, 15), (13, 12), (40, 12), (120, 150), (7, 400), (1, 24), (150, 210))]})


main()
