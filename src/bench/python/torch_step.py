"""Steps of one network in PyTorch, one thread: the loop of its tutorials. If it is compiled, forward and loss are, and so their gradients.

    python torch_step.py 64-64-10 32 tanh sgd float64 eager
"""

import sys

import torch
from torch import nn

import worker

LEARNING_RATE = 0.001


def network(sizes, activation, dtype):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs, dtype=dtype), activation()]
    return nn.Sequential(*layers[:-1])


def main(sizes, batch, activation, optimizer, dtype, mode):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    sizes = [int(size) for size in sizes.split("-")]
    net = network(sizes, {"tanh": nn.Tanh, "relu": nn.ReLU}[activation], getattr(torch, dtype))
    update = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer](net.parameters(), lr=LEARNING_RATE)
    criterion = nn.CrossEntropyLoss()

    def loss_of(X, y):
        return criterion(net(X), y)

    if mode == "compiled":
        loss_of = torch.compile(loss_of)
    X = torch.randn(int(batch), sizes[0], dtype=getattr(torch, dtype))
    y = torch.randint(sizes[-1], (int(batch),))

    def step():
        update.zero_grad(set_to_none=True)
        loss = loss_of(X, y)
        loss.backward()
        update.step()

    worker.serve(
        f"PyTorch {torch.__version__}, {'torch.compile' if mode == 'compiled' else mode}, {dtype}, "
        f"{'MKL' if torch.backends.mkl.is_available() else 'no MKL'}",
        lambda seconds: worker.blocks(step, float(seconds)),
    )


main(*sys.argv[1:])
