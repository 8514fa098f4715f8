"""How fast the kernel is: python src/kernel/test/python/measure_kernel.py [KERNELSPEC_FOLDER ...]

Medians over kernels started in turn, so that whatever else the machine does affects all alike: from the start of the process to the first
result, and a small cell; with HOT=1 also a hot loop in a cell against the same loop in a library. ROUNDS is how often (7).
"""

import os
import statistics
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpec
from kernel_client import StartedKernel, declare_hot_loop

ROUNDS = int(os.environ.get("ROUNDS", 7))
CELLS = [
    "int a{0} = {0} + 1;",
    "a{0} * 2",
    'System.out.println("a" + a{0});',
    "var list{0} = Stream.of(1, 2, 3).map(x -> x + a{0}).toList();",
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


def hot_ratio(kernel):
    """The time of a hot loop in a cell over its time in a library."""
    with tempfile.TemporaryDirectory() as folder:
        declare_hot_loop(kernel, folder)
        in_cell, in_library = (int(kernel.run(name + ".best()").plain) for name in ("InCell", "hot.InLibrary"))
    return in_cell / in_library


def main(folders):
    starts, cells, ratios = ({folder: [] for folder in folders} for _ in range(3))
    for _ in range(ROUNDS):
        for folder in folders:
            begun = time.perf_counter()
            kernel = StartedKernel(spec=KernelSpec.from_resource_dir(folder), wait=False)
            seconds(kernel, "1 + 1")
            starts[folder].append(time.perf_counter() - begun)
            for number in range(6):
                cells[folder] += [seconds(kernel, code.format(number)) for code in CELLS]
            if "HOT" in os.environ:
                ratios[folder].append(hot_ratio(kernel))
            kernel.close()
    for folder in folders:
        print(
            f"{folder}: start to first result {statistics.median(starts[folder]):.2f} s, "
            f"small cell {1000 * statistics.median(cells[folder]):.1f} ms"
            + (f", hot loop in a cell {statistics.median(ratios[folder]):.2f} of a library" if ratios[folder] else "")
        )


if __name__ == "__main__":
    main(sys.argv[1:] or [os.path.join(os.environ["JUPYTER_PATH"], "kernels", "java")])
