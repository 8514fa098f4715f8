"""How fast the kernel is: python src/kernel/test/python/measure_kernel.py [KERNELSPEC_FOLDER ...]

Medians over kernels started in turn, so that whatever else the machine does affects all alike: from the start of the process to the first
result, the completion right after it, and a small cell. ROUNDS is how often (7).
"""

import os
import statistics
import sys
import time

from jupyter_client.kernelspec import KernelSpec
from kernel_client import StartedKernel

ROUNDS = int(os.environ.get("ROUNDS", 7))
CELLS = [
    "int a{0} = {0} + 1;",
    "a{0} * 2",
    'System.out.println("a" + a{0});',
    "var list{0} = List.of(1, 2, 3).stream().map(x -> x + a{0}).toList();",
    "int twice{0}(int n) {{ return 2 * n; }}\ntwice{0}(a{0})",
]


def seconds(kernel, code):
    """The time until the reply."""
    begun = time.perf_counter()
    request = kernel.send(code)
    reply = kernel.reply(request)
    spent = time.perf_counter() - begun
    assert reply["status"] == "ok", reply
    while kernel.next_published(request) != ("status", {"execution_state": "idle"}):
        pass
    return spent


def seconds_to_complete(kernel):
    begun = time.perf_counter()
    assert "sqrt(" in kernel.reply(kernel.client.complete("Math.sq"))["matches"]
    return time.perf_counter() - begun


def main(folders):
    starts, completions, cells = ({folder: [] for folder in folders} for _ in range(3))
    for _ in range(ROUNDS):
        for folder in folders:
            begun = time.perf_counter()
            kernel = StartedKernel(argv=KernelSpec.from_resource_dir(folder).argv, wait=False)
            seconds(kernel, "1 + 1")
            starts[folder].append(time.perf_counter() - begun)
            completions[folder].append(seconds_to_complete(kernel))
            for number in range(6):
                cells[folder] += [seconds(kernel, code.format(number)) for code in CELLS]
            kernel.close()
    for folder in folders:
        start, completion, cell = (statistics.median(spent[folder]) for spent in (starts, completions, cells))
        print(f"{folder}: start to first result {start:.2f} s, first completion {completion:.2f} s, small cell {1000 * cell:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:] or [os.path.join(os.environ["JUPYTER_PATH"], "kernels", "java")])
