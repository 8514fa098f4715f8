"""PyTorch learns Fashion-MNIST: 784-100-10, ReLU, batches of 128, Adam; one thread.

    python torch_fashion.py float32 compiled
"""

import sys
import time

import torch
from torch import nn

import worker


def learner(dtype, is_compiled):
    def learn(X, y, seed, epochs):
        torch.manual_seed(seed)
        X, y = torch.from_numpy(X).to(dtype), torch.from_numpy(y)
        net = nn.Sequential(nn.Linear(784, 100, dtype=dtype), nn.ReLU(), nn.Linear(100, 10, dtype=dtype))
        model = torch.compile(net) if is_compiled else net
        update = torch.optim.Adam(net.parameters(), lr=0.001)
        loss_of = nn.CrossEntropyLoss()
        if is_compiled:  # outside of the measured time
            for size in (128, len(X) % 128):
                loss_of(model(X[:size]), y[:size]).backward()
        start = time.perf_counter()
        for _ in range(epochs):
            for batch in torch.randperm(len(X)).split(128):
                update.zero_grad(set_to_none=True)
                loss_of(model(X[batch]), y[batch]).backward()
                update.step()
        seconds = time.perf_counter() - start
        return seconds, lambda test: net(torch.from_numpy(test).to(dtype)).argmax(1).numpy()

    return learn


def main(dtype, mode):
    torch.set_num_threads(1)
    worker.serve_fashion(
        f"PyTorch {torch.__version__}, {'torch.compile' if mode == 'compiled' else 'eager'}, {dtype}",
        learner(getattr(torch, dtype), mode == "compiled"),
    )


main(*sys.argv[1:])
