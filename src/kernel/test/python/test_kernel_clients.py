"""What other clients than JupyterLab do: signals, scripts and consoles, comms and debuggers."""

import os
import signal
import subprocess
import sys
import time
import unittest

from kernel_client import PATIENCE, KernelTest, SharedKernelTest, write

try:
    import jupyter_console
except ImportError:
    jupyter_console = None


class Signals(SharedKernelTest):
    def test_sigint_interrupts_the_cell_and_does_no_harm_while_nothing_runs(self):
        pid = self.kernel.manager.provisioner.pid
        for code in ("while (true);", "Thread.sleep(600_000);"):
            with self.subTest(code):
                request = self.kernel.send('System.out.println("go");\n' + code)
                self.kernel.wait_for_text(request)
                os.kill(pid, signal.SIGINT)
                self.assertEqual(self.kernel.collect(request).reply["ename"], "KeyboardInterrupt")
                os.kill(pid, signal.SIGINT)
                time.sleep(1)  # the process takes a signal in its own time, and no answer says when
                self.assert_plain(("1 + 1", "2"))


class Commands(KernelTest):
    def test_jupyter_run(self):
        script = write(self.folder() + "/script.java", 'int twice(int n) { return 2 * n; }\nSystem.out.println("twice: " + twice(21));\n')
        done = self.run_command(["run", "--kernel", "java", script])
        self.assertEqual((done.returncode, done.stdout), (0, "twice: 42\n"), done.stderr)

    def test_jupyter_run_of_a_script_that_fails(self):
        script = write(self.folder() + "/script.java", "int zero = 0;\nint bad = 1 / zero;\n")
        done = self.run_command(["run", "--kernel", "java", script])
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("ArithmeticException", done.stdout + done.stderr)

    @unittest.skipUnless(jupyter_console, "jupyter_console is not installed")
    def test_jupyter_console(self):
        done = self.run_command(["console", "--kernel", "java", "--simple-prompt"], input="int n = 20;\nn + 22\n")
        self.assertIn("42", done.stdout)

    def run_command(self, words, **options):
        command = [sys.executable, "-m", "jupyter", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE, **options)


class Refusals(SharedKernelTest):
    """The kernel has neither comms nor a debugger, and says so."""

    def test_a_comm_for_an_unknown_target_is_closed(self):
        client = self.kernel.client
        opening = client.session.msg("comm_open", {"comm_id": "c1", "target_name": "jupyter.widget", "data": {}})
        client.shell_channel.send(opening)
        published = []
        while ("status", {"execution_state": "idle"}) not in published:
            published.append(self.kernel.next_published(opening["header"]["msg_id"]))
        self.assertIn(("comm_close", {"comm_id": "c1", "data": {}}), published)

    def test_debug_requests_are_refused(self):
        client = self.kernel.client
        asked = {"seq": 7, "type": "request", "command": "debugInfo", "arguments": {}}
        client.control_channel.send(client.session.msg("debug_request", asked))
        reply = client.get_control_msg(timeout=PATIENCE)
        self.assertEqual(reply["msg_type"], "debug_reply")
        told = [reply["content"][name] for name in ("type", "request_seq", "success", "command", "message")]
        self.assertEqual(told, ["response", 7, False, "debugInfo", "this kernel has no debugger"])
        self.assertIs(self.ask("kernel_info")["debugger"], False)
        self.assertEqual(self.ask("kernel_info")["supported_features"], [])


class Silence(KernelTest):
    def test_messages_of_comms_that_nobody_knows_leave_no_trace(self):
        with open(self.folder() + "/log", "w+", encoding="utf-8") as log:
            self.kernel = self.start(stderr=log)
            client = self.kernel.client
            for kind in ("comm_msg", "comm_close", "comm_msg"):
                client.shell_channel.send(client.session.msg(kind, {"comm_id": "nobody", "data": {}}))
            self.assert_plain(("1 + 1", "2"))
            log.seek(0)
            self.assertEqual(log.read(), "")
