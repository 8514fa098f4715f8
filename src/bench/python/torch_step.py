"""Steps of one network in PyTorch, eager, double precision, one thread: the loop of its tutorials.

    python torch_step.py 64-64-10 32 tanh sgd
"""

import sys

import torch
from torch import nn

import worker

LEARNING_RATE = 0.001


def network(sizes, activation):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs, dtype=torch.float64), activation()]
    return nn.Sequential(*layers[:-1])


def main(sizes, batch, activation, optimizer):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    sizes = [int(size) for size in sizes.split("-")]
    net = network(sizes, {"tanh": nn.Tanh, "relu": nn.ReLU}[activation])
    update = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer](net.parameters(), lr=LEARNING_RATE)
    loss_of = nn.CrossEntropyLoss()
    X = torch.randn(int(batch), sizes[0], dtype=torch.float64)
    y = torch.randint(sizes[-1], (int(batch),))

    def step():
        update.zero_grad(set_to_none=True)
        loss = loss_of(net(X), y)
        loss.backward()
        update.step()

    worker.serve(
        f"PyTorch {torch.__version__}, eager, {'MKL' if torch.backends.mkl.is_available() else 'no MKL'}",
        lambda seconds: worker.blocks(step, float(seconds)),
    )


main(*sys.argv[1:])
