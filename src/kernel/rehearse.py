"""Lets the kernel write the archive of its classes: python rehearse.py KERNELSPEC_FOLDER. It runs as for a reader, and once."""

import subprocess
import sys

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

PATIENCE = 120
CELLS = [
    "import java.awt.geom.*;\nvar list = Stream.of(1, 2).map(x -> x + 1).toList();\nlist",
    'record Pair(int a, double b) {}\nint twice(int n) { return 2 * n; }\nSystem.out.println(new Pair(twice(1), 2));',
    'display("<b>shown</b>", "text/html");',
    "int broken = ;",
    "Integer.parseInt(\"x\")",
]


def main(folder):
    manager = KernelManager(kernel_name="java")
    manager._kernel_spec = KernelSpec.from_resource_dir(folder)
    argv = manager.kernel_spec.argv
    argv[:] = [word.replace("-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=") for word in argv]
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        for cell in CELLS:
            client.execute(cell, stop_on_error=False)
            client.get_shell_msg(timeout=PATIENCE)
        client.complete("Math.sq")
        client.get_shell_msg(timeout=PATIENCE)
        client.shutdown()
        manager.provisioner.process.wait(timeout=PATIENCE)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(sys.argv[1])
