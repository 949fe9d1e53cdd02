#!/usr/bin/python3
"""Writes tests/Mien.Tests/Learning/Golden/metrics.json from scikit-learn and SciPy (apt: python3-sklearn).

    /usr/bin/python3 bench/peers/golden_metrics.py [--check]

--check writes nothing and fails where the file differs from what the peers give now by more than 1e-9.
"""
import numpy as np
from scipy.optimize import brentq
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest
from sklearn import metrics

from golden import write_or_check



def expected_calibration_error(probabilities, truth, bins=15):
    """The reference code of Guo et al. 2017: bins (low, high] of the top probability."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == truth
    edges, error = np.linspace(0, 1, bins + 1), 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return float(error)


def temperature(logits, truth):
    def slope(factor):
        return float((softmax(logits * factor, 1) * logits).sum(1).mean() - logits[np.arange(len(truth)), truth].mean())

    return 1 / brentq(slope, 0.01, 100, xtol=1e-14, rtol=1e-14)


def case(name, seed, rows, classes, strength, absent=()):
    """Random logits that know a little of the truth; the classes in `absent` occur neither in truth nor prediction."""
    random = np.random.default_rng(seed)
    present = [label for label in range(classes) if label not in absent]
    truth = random.choice(present, rows)
    logits = random.normal(size=(rows, classes)) * 2
    logits[np.arange(rows), truth] += strength
    logits[:, list(absent)] = -20
    logits = logits.astype(np.float32).astype(np.float64)
    probabilities = softmax(logits, 1).astype(np.float32).astype(np.float64)
    predicted = logits.argmax(1)
    labels = list(range(classes))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
    interval = binomtest(int((truth == predicted).sum()), rows).proportion_ci(0.95, "wilson")
    return {"name": name, "classes": classes, "truth": truth.tolist(), "logits": logits.reshape(-1).tolist(),
            "probabilities": probabilities.reshape(-1).tolist(),
            "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).reshape(-1).tolist(),
            "accuracy": metrics.accuracy_score(truth, predicted), "precision": precision.tolist(), "recall": recall.tolist(),
            "f1": f1.tolist(), "support": support.tolist(), "macroF1": metrics.f1_score(truth, predicted, average="macro"),
            "microF1": metrics.f1_score(truth, predicted, average="micro"),
            "weightedF1": metrics.f1_score(truth, predicted, average="weighted"), "low": interval.low, "high": interval.high,
            "ece": expected_calibration_error(probabilities, truth), "temperature": temperature(logits, truth),
            "logLoss": metrics.log_loss(truth, softmax(logits, 1), labels=labels),
            "logLossAt2.5": float(-log_softmax(logits / 2.5, 1)[np.arange(rows), truth].mean())}


def main():
    write_or_check("metrics.json", [
        case("seven classes", 1, 90, 7, 2.0), case("a class that never occurs", 2, 40, 4, 1.0, (2,)), case("two classes", 3, 25, 2, 3.0)])


main()
