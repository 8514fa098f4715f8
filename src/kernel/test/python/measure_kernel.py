"""How fast the kernel is: python src/kernel/test/python/measure_kernel.py [KERNELSPEC_FOLDER ...]

Medians over kernels started in turn, so that what else the machine does meets all alike: from the start of the process to the first
result, and a small cell; with HOT=1 also a hot loop in a cell against the same loop in a jar. ROUNDS is how often (7).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

ROUNDS = int(os.environ.get("ROUNDS", 7))
CELLS = [
    "int a{0} = {0} + 1;",
    "a{0} * 2",
    'System.out.println("a" + a{0});',
    "var list{0} = Stream.of(1, 2, 3).map(x -> x + a{0}).toList();",
    "int twice{0}(int n) {{ return 2 * n; }}\ntwice{0}(a{0})",
]
HOT = """
static double hot(int n) {
    var a = new double[n * n]; var b = new double[n * n]; var c = new double[n * n];
    for (int i = 0; i < n * n; i++) { a[i] = i % 7; b[i] = i % 5; }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++) {
            double x = a[i * n + k];
            for (int j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j];
        }
    return c[n + 1];
}"""
TIME = """
long best{0} = Long.MAX_VALUE;
for (int i = 0; i < 30; i++) {{ long t = System.nanoTime(); {0}.hot(300); best{0} = Math.min(best{0}, System.nanoTime() - t); }}
best{0}
"""


class Started:
    def __init__(self, folder):
        self.manager = KernelManager(kernel_name="java")
        self.manager._kernel_spec = KernelSpec.from_resource_dir(folder)
        self.begun = time.perf_counter()
        self.manager.start_kernel(stderr=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()
        self.run("1 + 1")
        self.start = time.perf_counter() - self.begun

    def run(self, code):
        """Returns the result as text, and the seconds until the reply."""
        begun = time.perf_counter()
        request = self.client.execute(code)
        while True:
            reply = self.client.get_shell_msg(timeout=120)
            if reply["parent_header"].get("msg_id") == request:
                break
        spent = time.perf_counter() - begun
        assert reply["content"]["status"] == "ok", reply["content"]
        result = None
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "execute_result":
                result = message["content"]["data"]["text/plain"]
            if message["content"].get("execution_state") == "idle":
                return result, spent

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def hot_ratio(kernel, java):
    """The time of a hot loop in a cell over its time in a jar."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "InJar.java")
        source.write_text("package hot; public class InJar { public " + HOT + "}")
        subprocess.run([str(Path(java).resolve().parent / "javac"), "-d", folder, str(source)], check=True)
        subprocess.run([str(Path(java).resolve().parent / "jar"), "cf", f"{folder}/hot.jar", "-C", folder, "hot"], check=True)
        kernel.run(f'%classpath "{folder}/hot.jar"')
        kernel.run("import hot.InJar;")
        kernel.run("class InCell {" + HOT + "}")
        times = {name: float(kernel.run(TIME.format(name))[0]) for name in ("InJar", "InCell")}
    return times["InCell"] / times["InJar"]


def main(folders):
    starts, cells, ratios = ({folder: [] for folder in folders} for _ in range(3))
    for _ in range(ROUNDS):
        for folder in folders:
            kernel = Started(folder)
            starts[folder].append(kernel.start)
            for number in range(6):
                cells[folder] += [kernel.run(code.format(number))[1] for code in CELLS]
            if "HOT" in os.environ:
                ratios[folder].append(hot_ratio(kernel, kernel.manager.kernel_spec.argv[0]))
            kernel.close()
    for folder in folders:
        print(
            f"{folder}: start to first result {statistics.median(starts[folder]):.2f} s, "
            f"small cell {1000 * statistics.median(cells[folder]):.1f} ms"
            + (f", hot loop in a cell {statistics.median(ratios[folder]):.2f} of a jar" if ratios[folder] else "")
        )


if __name__ == "__main__":
    main(sys.argv[1:] or [os.path.join(os.environ["JUPYTER_PATH"], "kernels", "java")])
