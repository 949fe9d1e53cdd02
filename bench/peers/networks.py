"""The networks of Mien's zoo in PyTorch, under the same parameter names, so that weights can be handed over by name."""
from collections import OrderedDict

import torch
from torch import nn

NAMES = ("resnet18-48", "small", "b2")


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Identity()
        if inputs != outputs or stride != 1:
            self.shortcut = nn.Sequential(OrderedDict(conv=nn.Conv2d(inputs, outputs, 1, stride, bias=False), bn=nn.BatchNorm2d(outputs)))

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class Mean(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


def residual(stem, stages):
    layers = OrderedDict(stem=nn.Sequential(OrderedDict(conv=nn.Conv2d(1, stem, 3, 1, 1, bias=False), bn=nn.BatchNorm2d(stem))), act=nn.ReLU())
    inputs = stem
    for number, (width, blocks, stride) in enumerate(stages, 1):
        stage = []
        for index in range(blocks):
            stage.append(Block(inputs, width, stride if index == 0 else 1))
            inputs = width
        layers[f"stage{number}"] = nn.Sequential(*stage)
    layers["pool"] = Mean()
    layers["head"] = nn.Sequential(OrderedDict(logits=nn.Linear(inputs, 7)))
    return nn.Sequential(layers)


def plain(widths, hidden, dropout):
    layers, inputs = OrderedDict(), 1
    for number, width in enumerate(widths, 1):
        stage = OrderedDict()
        for index in (1, 2):
            stage[f"conv{index}"] = nn.Conv2d(inputs, width, 3, padding=1)
            stage[f"elu{index}"] = nn.ELU(inplace=True)
            stage[f"bn{index}"] = nn.BatchNorm2d(width)
            inputs = width
        stage["pool"] = nn.MaxPool2d(2)
        stage["dropout"] = nn.Dropout(dropout)
        layers[f"stage{number}"] = nn.Sequential(stage)
    layers["flat"] = nn.Flatten()
    layers["hidden"] = nn.Linear(inputs * 9, hidden)
    layers["elu"] = nn.ELU(inplace=True)
    layers["head"] = nn.Sequential(OrderedDict(logits=nn.Linear(hidden, 7)))
    return nn.Sequential(layers)


def create(name, divisor=1, dropout=0.1):
    """A network with its widths divided."""
    d = divisor
    if name == "resnet18-48":
        return residual(64 // d, [(64 // d, 2, 1), (128 // d, 2, 2), (256 // d, 2, 2), (512 // d, 2, 2)])
    if name == "small":
        return residual(32 // d, [(64 // d, 2, 2), (128 // d, 3, 2), (256 // d, 2, 2)])
    return plain([32 // d, 64 // d, 128 // d, 256 // d], 256 // d, dropout)


def randomise_normalisation(net, generator):
    """Gives each batch normalisation scale, shift and statistics as after some training."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            n = module.num_features
            module.weight.data = 0.5 + torch.rand(n, generator=generator)
            module.bias.data = 0.4 * torch.rand(n, generator=generator) - 0.2
            module.running_mean.data = 0.4 * torch.rand(n, generator=generator) - 0.2
            module.running_var.data = 0.5 + torch.rand(n, generator=generator)


def fixed_input(batch, channels=1, size=48):
    """The input that all comparisons share: value i is ((i * 2654435761) mod 2^32) / 2^32 - 0.5."""
    values = [((i * 2654435761) % 2**32) / 2**32 - 0.5 for i in range(batch * channels * size * size)]
    return torch.tensor(values, dtype=torch.float64).float().reshape(batch, channels, size, size)


def varied_input(batch):
    """The fixed input with picture n multiplied by 1 + n / 2: the pictures of the plain one are nearly alike to a network."""
    return fixed_input(batch) * (1 + torch.arange(batch).reshape(-1, 1, 1, 1) / 2)


def export_onnx(net, path, opset=11, example_batch=2):
    torch.onnx.export(net.eval(), fixed_input(example_batch), path, opset_version=opset, input_names=["input"], output_names=["logits"],
                      dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}})
