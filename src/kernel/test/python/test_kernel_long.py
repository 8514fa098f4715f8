"""A long session: many cells of every kind, in one kernel, take a bounded amount of memory each. CELLS is how many."""

import os
import time
from pathlib import Path

from kernel_client import SharedKernelTest

WANTED = os.environ.get("CELLS")
CELLS = int(WANTED or 500)
TABLE = Path("target/trust/kernel-cells.md")
POINTS = 10
HEAP_KB_A_CELL = 15
NATIVE_KB_A_CELL = 15
# What the virtual machine takes after the first tenth of the session, however long that is, mostly for the code that it compiles.
NATIVE_KB_ONCE = 60_000
# Each runs again and again, with another number. The bounds are about what any of them keeps for ever.
KINDS = [
    "{0} * 2",
    "int x = {0};",
    "x = {0};",
    "int twice(int n) {{ return n * 2 + {0}; }}",
    "class Box {{ int field{0}; int get() {{ return {0}; }} }}",
    "record Pair(int a, double b) {{ int sum() {{ return a + {0}; }} }}",
    "import java.awt.geom.*;",
    'System.out.println("line {0}");',
    'display("<b>{0}</b>", "text/html");',
    "var list = List.of(1, {0}).stream().map(n -> n + x).toList();\nlist",
    'int broken{0} = "";',
    'Integer.parseInt("not {0}")',
    "for (int i = 0; i < 3; i++) System.out.print(twice(i));",
    "%time {0} + x",
    "int fresh{0} = {0};",
    "new double[100_000]",
    "double[] large = new double[100_000 + {0}];",
]
FAULTY = {kind for kind in KINDS if kind.startswith(("int broken", "Integer.parseInt"))}
MEMORY = """
import java.lang.management.ManagementFactory;
String memory() {
    System.gc();
    var memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getUsed() / 1024 + " " + memory.getNonHeapMemoryUsage().getUsed() / 1024;
}"""


class LongSession(SharedKernelTest):
    def test_many_cells_of_every_kind(self):
        self.run_ok(MEMORY)
        points, begun = [], time.perf_counter()
        for number in range(1, CELLS + 1):
            kind = KINDS[number % len(KINDS)]
            outcome = self.kernel.run(kind.format(number))
            self.assertEqual(outcome.reply["status"], "error" if kind in FAULTY else "ok", kind)
            if number % (CELLS // POINTS) == 0:
                spent = time.perf_counter() - begun
                points.append((number, *map(int, self.run_ok("memory()").plain.split()), self.resident(), spent))
                begun = time.perf_counter()
        cells, heap, native = (last - first for first, last in zip(points[0][:3], points[-1][:3]))
        self.assertLess(heap / cells, HEAP_KB_A_CELL, points)
        self.assertLess(native - NATIVE_KB_ONCE, NATIVE_KB_A_CELL * cells, points)
        self.assertEqual(self.run_ok("int last() { return twice(1); }\nlast() > 0").plain, "true")
        if WANTED:
            self.write(points)

    def resident(self):
        status = Path("/proc", str(self.kernel.manager.provisioner.pid), "status")
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
        return int(fields.get("VmRSS", "0 kB").split()[0])

    def write(self, points):
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        with TABLE.open("w", encoding="utf-8") as file:
            for number, heap, native, resident, spent in points:
                milliseconds = 1000 * spent / (CELLS // POINTS)
                file.write(f"| {number:,} | {heap / 1024:.1f} | {native / 1024:.1f} | {resident / 1024:.0f} | {milliseconds:.0f} |\n")
