"""PyTorch learns the digits: 64-64-10, ReLU, batches of 32, Adam; double precision, eager, one thread."""

import time

import torch
from torch import nn

import worker


def learn(X, y, seed, epochs):
    torch.manual_seed(seed)
    X, y = torch.from_numpy(X), torch.from_numpy(y)
    net = nn.Sequential(
        nn.Linear(64, 64, dtype=torch.float64), nn.ReLU(), nn.Linear(64, 10, dtype=torch.float64)
    )
    update = torch.optim.Adam(net.parameters(), lr=worker.ADAM_RATE)
    loss_of = nn.CrossEntropyLoss()
    start = time.perf_counter()
    for _ in range(epochs):
        for batch in torch.randperm(len(X)).split(worker.BATCH):
            update.zero_grad(set_to_none=True)
            loss_of(net(X[batch]), y[batch]).backward()
            update.step()
    seconds = time.perf_counter() - start
    return seconds, lambda test: net(torch.from_numpy(test)).argmax(1).numpy()


torch.set_num_threads(1)
worker.serve_digits(f"PyTorch {torch.__version__}, eager, Adam {worker.ADAM_RATE}", learn)
