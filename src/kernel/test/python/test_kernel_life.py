"""How the kernel starts and ends, in odd places, on other JDKs, and what makes it fast."""

import glob
import json
import os
import shutil
import subprocess
import sys
import time

from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import KERNEL, PATIENCE, KernelTest, beats, write

# JShell weaves in checks by which it interrupts loops where threads cannot be stopped; there, a hot loop belongs in a library.
FIRST_JDK_WITH_CHECKS_IN_CELLS = 20
HOT_LOOP = """
    static double product(int n, double[] a, double[] b, double[] c) {
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) {
                double x = a[i * n + k];
                for (int j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j];
            }
        return c[n + 1];
    }
    public static long best() {
        double[] a = new double[62_500], b = new double[62_500], c = new double[62_500];
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 60; i++) {
            long begun = System.nanoTime();
            product(250, a, b, c);
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best;
    }
    public static void main(String[] a) { System.out.print(best()); }"""


class Life(KernelTest):
    def test_interrupt_before_java_has_started(self):
        self.kernel = self.start()
        request = self.kernel.send("while (true);")
        self.kernel.next_published(request)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.collect(request).reply["ename"], "KeyboardInterrupt")
        self.assert_plain(("1 + 1", "2"))

    def assert_ends(self, kernel):
        deadline = time.monotonic() + PATIENCE
        while kernel.manager.is_alive():
            self.assertLess(time.monotonic(), deadline, "still alive")
            time.sleep(0.02)

    def test_shutdown_is_answered_and_quick_even_while_a_cell_runs(self):
        for code in ("1", "while (true);"):
            with self.subTest(code):
                kernel = self.start()
                kernel.send(code)
                began = time.monotonic()
                request = kernel.client.shutdown(restart=True)
                reply = kernel.client.get_control_msg(timeout=PATIENCE)
                self.assertEqual(reply["parent_header"]["msg_id"], request)
                self.assertEqual(reply["content"], {"status": "ok", "restart": True})
                self.assert_ends(kernel)
                self.assertLess(time.monotonic() - began, 5)

    def test_restart_begins_anew_at_the_same_ports(self):
        self.kernel = self.start()
        self.run_ok("int kept = 1;")
        begun = time.monotonic()
        self.kernel.manager.restart_kernel()
        self.assertLess(time.monotonic() - begun, self.kernel.manager.shutdown_wait_time / 2, "had to be killed")
        self.kernel.client.wait_for_ready(timeout=PATIENCE)
        self.assertEqual(self.run_error("kept").reply["execution_count"], 1)
        self.assert_plain(("1 + 1", "2"))

    def test_system_exit_ends_the_kernel_and_says_so(self):
        self.kernel = self.start()
        outcome = self.run_error('System.out.print("last words"); System.exit(0);', "SystemExit")
        self.assertEqual(outcome.text(), "last words")
        self.assert_ends(self.kernel)

    def test_ends_when_its_parent_dies(self):
        parent = (
            "import os, sys; from jupyter_client import KernelManager; m = KernelManager(kernel_name='java');"
            "m.start_kernel(); c = m.client(); c.start_channels(); c.wait_for_ready(timeout=60);"
            "c.execute('while (true);');"
            "c.execute('System.out.println()', silent=True);"
            "print(m.connection_file, flush=True); os._exit(0)"
        )
        done = subprocess.run([sys.executable, "-c", parent], stdout=subprocess.PIPE, check=True, timeout=2 * PATIENCE)
        file = done.stdout.decode().strip()
        self.addCleanup(os.remove, file)
        with open(file) as opened:
            port = json.load(opened)["hb_port"]
        deadline = time.monotonic() + PATIENCE
        while beats("127.0.0.1", port, 0.5):
            self.assertLess(time.monotonic(), deadline, "the kernel outlived its parent")

    def test_poor_locale_odd_folder_and_a_class_path_in_the_environment(self):
        folder = self.folder(" ä ö")
        write(f"{folder}/ü.txt", "ß")
        self.kernel = self.start(cwd=folder, env={"LANG": "C", "LC_ALL": "C", "CLASSPATH": "/nowhere"})
        outcome = self.run_ok('System.out.print("é€😀"); display("d"); new Scanner(new File("ü.txt")).next()')
        self.assertEqual((outcome.text(), outcome.plain), ("é€😀", "ß"))


class OtherJdks(KernelTest):
    """All tests run on one JDK; here a few cells run on every JDK that the machine has."""

    def test_each(self):
        found = {os.path.realpath(path) for path in glob.glob("/usr/lib/jvm/*/bin/javac")}
        for javac in sorted(found):
            with self.subTest(javac):
                self.try_out(os.path.join(os.path.dirname(javac), "java"))

    def try_out(self, java):
        version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        if int(version.split('"')[1].split(".")[0]) < 17:
            return
        folder = self.folder(" ä 日本")
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
        library = os.path.dirname(spec.argv[spec.argv.index("-jar") + 1])
        moved = shutil.copytree(library, os.path.join(folder, "lib"))
        argv = [java] + [word.replace(library, moved) for word in spec.argv[1:]]
        self.kernel = self.start(cwd=folder, env={"LANG": "C", "LC_ALL": "C"}, argv=argv)
        self.run_ok(
            """
            sealed interface Shape permits Disc, Box {}
            record Disc(double r) implements Shape {}
            record Box(double a) implements Shape {}
            int rate() { return 1; }
            int total() { return 10 * rate(); }
            """
        )
        self.run_ok("int first = total(); java.util.function.Supplier<Integer> later = () -> total();")
        self.run_ok("int rate() { return 2; }")
        outcome = self.run_ok('System.out.print("é日"); new Box(1) + " " + first + " " + total() + " " + later.get()')
        self.assertEqual((outcome.text(), outcome.plain), ("é日", "Box[a=1.0] 10 20 20"))
        for body in ("while (true);", "Thread.sleep(600_000);", "java.util.stream.IntStream.range(0, 64).parallel().forEach(i -> { while (true); });"):
            self.assert_interruptible('System.out.println("go");\n' + body)
            self.assert_idle()
        self.assertIn("line 2: ", self.run_error('int good = 1;\nint bad = "";').error)
        self.assertTrue(self.ask("inspect", "Math.sqrt(", 10)["found"])


class Archive(KernelTest):
    """The archive of classes makes the start quick; a kernel whose archive is missing, broken or of other classes starts all the same."""

    def test_the_kernel_uses_its_archive(self):
        kernel = self.start()
        archive = [word for word in kernel.manager.kernel_spec.argv if "SharedArchiveFile" in word][0].split("=")[1]
        with open(f"/proc/{kernel.manager.provisioner.pid}/maps", encoding="utf-8") as maps:
            self.assertIn(archive, maps.read())

    def test_a_broken_or_missing_archive_does_no_harm_and_is_silent(self):
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
        for content in (None, "", "nonsense" * 1000):
            file = self.folder() + "/classes.jsa"
            if content is not None:
                write(file, content)
            argv = [f"-XX:SharedArchiveFile={file}" if "SharedArchiveFile" in word else word for word in spec.argv]
            done = subprocess.run(argv[:-1], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            self.assertEqual((done.returncode, done.stdout[:5]), (0, "Usage"))


class Speed(KernelTest):
    """measure_kernel.py says how fast the kernel is. Here is what makes it fast, by comparisons that hold on any machine, busy or not."""

    def test_the_archive_shortens_the_start(self):
        with_archive, without = [], []
        for _ in range(4):
            argv = KernelSpecManager().get_kernel_spec(KERNEL).argv
            with_archive.append(self.seconds_to_the_first_result(argv))
            without.append(self.seconds_to_the_first_result([word for word in argv if "SharedArchiveFile" not in word]))
        self.assertLess(min(with_archive), 0.9 * min(without))

    def seconds_to_the_first_result(self, argv):
        begun = time.perf_counter()
        kernel = self.start(argv=argv, wait=False)
        kernel.reply(kernel.send("1 + 1"))
        spent = time.perf_counter() - begun
        kernel.close()
        return spent

    def test_no_request_waits_for_a_clock(self):
        kernel = self.start()
        for request in (kernel.client.kernel_info, lambda: kernel.client.execute("// nothing")):
            spent = []
            for _ in range(50):
                begun = time.perf_counter()
                kernel.reply(request())
                spent.append(time.perf_counter() - begun)
            self.assertLess(min(spent), 0.01)

    def test_numeric_code_is_as_fast_as_in_a_plain_virtual_machine(self):
        folder = self.folder()
        kernel = self.start()
        java = os.path.realpath(shutil.which(kernel.manager.kernel_spec.argv[0]))
        source = write(f"{folder}/InLibrary.java", f"package hot; public class InLibrary {{ {HOT_LOOP} }}")
        subprocess.run([os.path.join(os.path.dirname(java), "javac"), "-d", folder, source], check=True)
        kernel.run(f'class InCell {{ {HOT_LOOP} }}\n%classpath "{folder}"')
        classes = ["hot.InLibrary"]
        if int(kernel.run("Runtime.version().feature()").plain) < FIRST_JDK_WITH_CHECKS_IN_CELLS:
            classes.append("InCell")
        for name in classes:
            ratios = []
            while len(ratios) < 5 and min(ratios, default=9) > 1.1:
                here = int(kernel.run(f"{name}.best()").plain)
                plain = subprocess.run([java, "-cp", folder, "hot.InLibrary"], stdout=subprocess.PIPE, check=True)
                ratios.append(here / int(plain.stdout))
            self.assertLess(min(ratios), 1.2, name)
