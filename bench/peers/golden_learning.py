#!/usr/bin/python3
"""Writes the golden numbers of tests/Mien.Tests/Learning/Golden from PyTorch (apt: python3-torch).

    /usr/bin/python3 bench/peers/golden_learning.py [--check]

--check writes nothing and fails where the files differ from what PyTorch gives now by more than 1e-6.
"""
import json
import math
import os
import sys

import torch

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "Mien.Tests", "Learning", "Golden")


def flat(tensor):
    return [float(value) for value in tensor.detach().reshape(-1)]


def loss_case(name, logits, targets, labels, smoothing=0.0, weights=None):
    """A loss in f64 of inputs that are exact in f32; `labels` uses PyTorch's label form, otherwise its distribution form."""
    logits = logits.double().requires_grad_()
    weight = torch.tensor(weights, dtype=torch.float64) if weights else None
    function = torch.nn.CrossEntropyLoss(weight=weight, label_smoothing=smoothing)
    loss = function(logits, targets.argmax(1) if labels else targets.double())
    loss.backward()
    return {"name": name, "classes": logits.shape[1], "smoothing": smoothing, "weights": weights, "logits": flat(logits),
            "targets": flat(targets), "loss": float(loss), "gradient": flat(logits.grad)}


def other_loss_case(name, logits, targets, function, gamma=0.0, weights=None):
    """A loss that PyTorch has only as a formula: written down here, its gradient by autograd in f64. Rows weigh w·t, as in its weighted cross-entropy."""
    logits = logits.double().requires_grad_()
    weight = torch.tensor(weights or [1.0] * logits.shape[1], dtype=torch.float64)
    row = (weight * targets.double()).sum(1)
    loss = function(torch.log_softmax(logits, 1), targets.double(), weight, row, gamma) / row.sum()
    loss.backward()
    return {"name": name, "classes": logits.shape[1], "gamma": gamma, "weights": weights, "logits": flat(logits), "targets": flat(targets),
            "loss": float(loss), "gradient": flat(logits.grad)}


def focal(log, targets, weight, row, gamma):
    return -(weight * targets * (1 - log.exp()) ** gamma * log).sum()


def squared(log, targets, weight, row, gamma):
    return (row * torch.nn.functional.mse_loss(log.exp(), targets, reduction="none").mean(1)).sum()


def other_losses():
    generator = torch.Generator().manual_seed(3)
    logits = torch.randn(5, 4, generator=generator) * 3
    hard = torch.nn.functional.one_hot(torch.tensor([0, 3, 1, 1, 2]), 4).float()
    soft = torch.softmax(torch.randn(5, 4, generator=generator), 1)
    weights = [0.5, 2.0, 1.25, 0.75]
    return [other_loss_case("focal", logits, hard, focal, 2.0), other_loss_case("focal weighted", logits, hard, focal, 0.5, weights),
            other_loss_case("focal distributions", logits, soft, focal, 3.0), other_loss_case("squared", logits, hard, squared),
            other_loss_case("squared weighted", logits, hard, squared, 0.0, weights), other_loss_case("squared distributions", logits, soft, squared)]


def distillation_case(name, temperature):
    generator = torch.Generator().manual_seed(4)
    logits = (torch.randn(5, 4, generator=generator) * 3).double().requires_grad_()
    teachers = [torch.randn(5, 4, generator=generator) * 3 for _ in range(2)]
    target = sum(torch.softmax(teacher.double() / temperature, 1) for teacher in teachers) / 2
    loss = temperature ** 2 * torch.nn.KLDivLoss(reduction="batchmean")(torch.log_softmax(logits / temperature, 1), target)
    loss.backward()
    return {"name": name, "classes": 4, "temperature": temperature, "logits": flat(logits), "teacher": flat(teachers[0]),
            "teacher2": flat(teachers[1]), "loss": float(loss), "gradient": flat(logits.grad)}


def losses():
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(5, 4, generator=generator) * 3
    hard = torch.nn.functional.one_hot(torch.tensor([0, 3, 1, 1, 2]), 4).float()
    soft = torch.softmax(torch.randn(5, 4, generator=generator), 1)
    weights = [0.5, 2.0, 1.25, 0.75]
    large = logits * 300
    return [loss_case("labels", logits, hard, True), loss_case("labels smoothed", logits, hard, True, 0.1),
            loss_case("labels weighted", logits, hard, True, 0.0, weights),
            loss_case("labels smoothed and weighted", logits, hard, True, 0.2, weights),
            loss_case("distributions", logits, soft, False), loss_case("distributions smoothed", logits, soft, False, 0.1),
            loss_case("large logits", large, hard, True)]


def optimizer_case(name, make, options, lr, clip=None):
    generator = torch.Generator().manual_seed(2)
    size = 37
    parameter = torch.nn.Parameter(torch.randn(size, generator=generator))
    optimizer = make([parameter], lr=lr, **options)
    case = {"name": name, "options": options, "learningRate": lr, "clip": clip, "start": flat(parameter), "steps": []}
    for step in range(5):
        gradient = torch.randn(size, generator=generator)
        parameter.grad = gradient.clone()
        norm = float(torch.nn.utils.clip_grad_norm_([parameter], clip)) if clip else None
        for group in optimizer.param_groups:
            group["lr"] = lr / (step + 1)
        optimizer.step()
        case["steps"].append({"gradient": flat(gradient), "norm": norm, "after": flat(parameter)})
    return case


def optimizers():
    sgd, adam, adamw = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
    return [optimizer_case("sgd", sgd, {}, 0.1), optimizer_case("sgd momentum", sgd, {"momentum": 0.9}, 0.1),
            optimizer_case("sgd nesterov", sgd, {"momentum": 0.9, "nesterov": True, "weight_decay": 0.01}, 0.1),
            optimizer_case("sgd clipped", sgd, {"momentum": 0.8, "nesterov": True}, 0.1, 1.5),
            optimizer_case("adam", adam, {}, 0.01), optimizer_case("adam decay", adam, {"weight_decay": 0.1, "betas": [0.8, 0.95]}, 0.01),
            optimizer_case("adamw", adamw, {"weight_decay": 0.1, "eps": 1e-6}, 0.01),
            optimizer_case("rmsprop", torch.optim.RMSprop, {}, 0.01),
            optimizer_case("rmsprop momentum", torch.optim.RMSprop, {"alpha": 0.9, "eps": 1e-7, "momentum": 0.8, "weight_decay": 0.1}, 0.01)]


def schedule_case(name, options, total, make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=options["learningRate"], momentum=0.9)
    schedule = make(optimizer)
    values = []
    for _ in range(total):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step() if len(values) < total else None
    return {"name": name, "options": options, "total": total, "values": values}


def schedules():
    s = torch.optim.lr_scheduler
    cases = [schedule_case("step", {"learningRate": 0.2, "milestones": [0.5, 0.75], "factor": 0.1}, 40,
                           lambda o: s.MultiStepLR(o, [20, 30], 0.1)),
             schedule_case("cosine", {"learningRate": 0.2, "minimum": 0.01}, 33, lambda o: s.CosineAnnealingLR(o, 33, 0.01))]
    for total, rise, div, final in [(50, 0.3, 25.0, 1e4), (47, 0.2, 10.0, 100.0), (30, 0.5, 25.0, 1e3)]:
        options = {"learningRate": 0.1, "rise": rise, "divFactor": div, "finalDivFactor": final}
        cases.append(schedule_case("one-cycle", options, total, lambda o: s.OneCycleLR(
            o, 0.1, total_steps=total, pct_start=rise, div_factor=div, final_div_factor=final, cycle_momentum=False)))
    cases.append(schedule_case("warm-up", {"learningRate": 0.1, "warmup": 0.2, "startFactor": 0.01}, 40, lambda o: s.SequentialLR(
        o, [s.LinearLR(o, 0.01, 1.0, 8), s.CosineAnnealingLR(o, 32)], [8])))
    return cases


def same(left, right):
    if isinstance(left, dict):
        return isinstance(right, dict) and left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and isinstance(right, (int, float)):
        return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-6)
    return left == right


def main():
    for name, cases in [("losses", losses()), ("other_losses", other_losses()),
                        ("distillation", [distillation_case("distillation cool", 1.0), distillation_case("distillation warm", 4.0)]),
                        ("optimizers", optimizers()), ("schedules", schedules())]:
        path = os.path.join(FOLDER, name + ".json")
        if "--check" in sys.argv:
            with open(path) as file:
                if not same(json.load(file), json.loads(json.dumps(cases))):
                    sys.exit(f"{name}.json differs from PyTorch {torch.__version__}")
        else:
            with open(path, "w") as file:
                json.dump(cases, file, separators=(",", ":"))
                file.write("\n")


main()
