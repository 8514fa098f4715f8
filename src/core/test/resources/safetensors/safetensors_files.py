"""Makes the files of this folder: python safetensors_files.py, here, with PyTorch (2.13.0) and safetensors (0.8.0).

expected.json has the logits that PyTorch computes, in double precision, from the numbers in each file.
"""

import json

import torch
from safetensors.torch import save_file

torch.manual_seed(7)
X = torch.randn(3, 4, dtype=torch.float64)
expected = {"X": X.tolist()}


def write(name, net, dtype):
    net = net.to(dtype)
    save_file(net.state_dict(), f"{name}.safetensors")
    expected[name] = net.double()(X).tolist()


class Named(torch.nn.Module):
    """Two of whose layers have names that come in another order, and one of which has no bias."""

    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(3, 5, bias=False)
        self.input = torch.nn.Linear(4, 3)
        self.output = torch.nn.Linear(5, 2)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(torch.relu(self.input(x)))))


def deep(*widths):
    pairs = [(torch.nn.Linear(*pair), torch.nn.Tanh()) for pair in zip(widths, widths[1:])]
    return torch.nn.Sequential(*[module for pair in pairs for module in pair][:-1])


# Its layers are called 0, 2, 4 … 12.
write("sequential-f32", deep(4, 3, 3, 3, 3, 3, 3, 2), torch.float32)
write("sequential-f64", deep(4, 5, 3), torch.float64)
write("sequential-f16", deep(4, 5, 3), torch.float16)
write("sequential-bf16", deep(4, 5, 3), torch.bfloat16)
write("named-f64", Named(), torch.float64)
write("single-f32", torch.nn.Linear(4, 2), torch.float32)
with open("expected.json", "w", encoding="utf-8") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
