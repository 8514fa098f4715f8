"""The kernel as a Jupyter client sees it: replies, signatures, ports, odd messages."""

import glob
import ipaddress
import json
import os
import socket

from jupyter_client.session import Session
from kernel_client import PATIENCE, SharedKernelTest, beats

PORTS = [f"{name}_port" for name in ("shell", "iopub", "stdin", "control", "hb")]


class Replies(SharedKernelTest):
    def test_kernel_info_and_comm_info(self):
        info = self.ask("kernel_info")
        told = [info[name] for name in ("status", "protocol_version", "implementation")]
        self.assertEqual(told, ["ok", "5.3", "gradwalk"])
        self.assertRegex(info["implementation_version"], r"^\d+\.\d+")
        language = info["language_info"]
        self.assertEqual((language["name"], language["pygments_lexer"]), ("java", "java"))
        self.assertRegex(info["banner"], r"Java \d+")
        for notebook in glob.glob("notebooks/*.ipynb"):
            # Clients write it there, so the next JDK must say the same.
            with open(notebook, encoding="utf-8") as file:
                self.assertEqual(json.load(file)["metadata"]["language_info"], language, notebook)
        self.assertEqual(self.ask("comm_info"), {"status": "ok", "comms": {}})

    def test_unknown_requests_and_odd_content_are_answered_or_dropped(self):
        client = self.kernel.client
        for kind, content in (
            ("riddle_request", {}),
            ("complete_request", {"code": "Math.", "cursor_pos": 10_000}),
            ("inspect_request", {"code": "", "cursor_pos": 0}),
            ("history_request", {"hist_access_type": "tail", "n": None}),
            ("execute_request", {"code": 5}),
            ("execute_request", {"code": "1", "user_expressions": []}),
            ("is_complete_request", {}),
        ):
            client.shell_channel.send(client.session.msg(kind, content))
        self.assert_plain(("1 + 1", "2"))


class WhileACellRuns(SharedKernelTest):
    def test_everything_but_cells_is_answered_at_once(self):
        self.run_ok("int known = 1; class Known { int inner; }")
        busy = self.kernel.send('System.out.println("go"); Thread.sleep(60_000);')
        self.kernel.wait_for_text(busy)
        waiting = self.kernel.send("known")
        self.assertIn("known", self.ask("complete", "kno")["matches"])
        self.assertIn("inner", self.ask("complete", "new Known().in")["matches"])
        self.assertTrue(self.ask("inspect", "Math.sqrt(2)", 7)["found"])
        self.assertEqual(self.ask("is_complete", "int a = 1;")["status"], "complete")
        self.assertEqual(self.ask("kernel_info")["status"], "ok")
        self.assertIn("go", self.ask("history", hist_access_type="tail", n=1)["history"][0][2])
        self.assertEqual(self.ask("comm_info")["status"], "ok")
        self.kernel.send_interrupt()
        self.assertEqual(self.kernel.collect(busy).reply["ename"], "KeyboardInterrupt")
        self.assertEqual(self.kernel.collect(waiting).reply["status"], "aborted")
        self.assert_plain(("known", "1"))

    def test_an_answer_does_not_make_the_kernel_look_idle(self):
        busy = self.kernel.send('System.out.println("go"); Thread.sleep(60_000);')
        self.kernel.wait_for_text(busy)
        asked = self.kernel.client.kernel_info()
        while self.kernel.next_published(asked) != ("status", {"execution_state": "idle"}):
            pass
        self.assertEqual(self.kernel.next_published(busy), ("status", {"execution_state": "busy"}))
        self.kernel.send_interrupt()
        self.kernel.collect(busy)

    def test_answers_and_cells_do_not_harm_each_other(self):
        code = "int sum{0} = 0;\nfor (int j = 0; j < 10; j++) sum{0} += j;\nrecord R{0}(int x) {{}}\nsum{0}"
        requests = []
        for i in range(15):
            requests += [self.kernel.send(code.format(i)), self.kernel.client.complete("Math.sq")]
        replies = [self.kernel.client.get_shell_msg(timeout=PATIENCE) for _ in requests]
        self.assertEqual({reply["parent_header"]["msg_id"] for reply in replies}, set(requests))
        for reply in replies:
            self.assertEqual(reply["content"]["status"], "ok", reply["content"])
            self.assertIn("sqrt(", reply["content"].get("matches", ["sqrt("]))
        self.assert_plain(("sum14", "45"))


class Security(SharedKernelTest):
    @staticmethod
    def forged(session, kind):
        """The frames of a message, and where its signature is."""
        content = {"code": "int forged = 1;", "restart": False}
        frames = [bytes(frame) for frame in session.serialize(session.msg(kind, content))]
        return frames, frames.index(b"<IDS|MSG>") + 1

    def assert_not_forged(self):
        self.assert_plain(("1 + 1", "2"))
        self.run_error("forged")

    def test_wrong_signatures_and_malformed_messages_are_dropped(self):
        session = self.kernel.client.session
        frames, at = self.forged(session, "execute_request")
        bad, empty = [b"{"] + [b"{}"] * 3, [b"{}"] * 4
        for message in (
            frames[:at] + [b"0" * 64] + frames[at + 1 :],
            [b"nonsense"],
            frames[: at + 2],
            [b"<IDS|MSG>", session.sign(bad)] + bad,
            [b"<IDS|MSG>", session.sign(empty)] + empty,
            [b"<IDS|MSG>", session.sign(empty), frames[at + 1]] + empty[1:],
        ):
            self.kernel.client.shell_channel.socket.send_multipart(message)
        self.assert_not_forged()

    def test_messages_without_the_key_are_dropped_on_every_channel(self):
        stranger = Session(key=b"another")
        for name, kind in (("shell", "execute_request"), ("control", "execute_request"), ("control", "shutdown_request")):
            channel = getattr(self.kernel.client, f"{name}_channel").socket
            for signature in (b"", b"0", stranger.sign([b"{}"] * 4), None):
                frames, at = self.forged(stranger, kind)
                channel.send_multipart(frames[:at] + [frames[at] if signature is None else signature] + frames[at + 1 :])
        self.assert_not_forged()

    def test_frames_of_absurd_lengths_cost_a_connection_at_most(self):
        manager = self.kernel.manager
        signature = b"\xff" + bytes(8) + b"\x7f"
        old = signature + b"\x01\x05" + b"\0\0"
        new = signature + b"\x03\0" + b"NULL".ljust(20, b"\0") + bytes(32)
        ready = b"\x05READY\x0bSocket-Type\0\0\0\x06DEALER"
        new_ready = bytes([4, len(ready)]) + ready
        for port in (getattr(manager, name) for name in PORTS):
            for length in (2**64 - 1, 2**63, 2**63 - 1, 2**31 - 1, 2**30):
                for greeting, then in ((old, b""), (new, new_ready)):
                    with self.subTest(port=port, length=length), socket.create_connection((manager.ip, port)) as stranger:
                        stranger.settimeout(PATIENCE)
                        stranger.sendall(greeting)
                        stranger.recv(64)
                        stranger.sendall(then + b"\x02" + length.to_bytes(8, "big") + b"A" * 1000)
        self.assert_plain(("1 + 1", "2"))
        self.assertTrue(beats(manager.ip, manager.hb_port, PATIENCE))

    def test_listens_at_the_ports_and_the_address_of_the_connection_file_only(self):
        manager = self.kernel.manager
        self.run_ok("int rate() { return 1; }\nint total() { return rate(); }")
        self.run_ok("int rate() { return 2; }")  # attaches to itself
        self.assertEqual(manager.ip, "127.0.0.1")
        expected = sorted((manager.ip, getattr(manager, name)) for name in PORTS)
        self.assertEqual(self.listening(manager.provisioner.pid), expected)

    @staticmethod
    def listening(pid):
        """The addresses at which a process listens, IPv4's and IPv6's, each (address, port)."""
        listen = "0A"
        sockets = {os.readlink(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")}
        found = []
        for table in ("tcp", "tcp6"):
            with open(f"/proc/{pid}/net/{table}") as lines:
                for line in list(lines)[1:]:
                    local, _, state, *_, inode = line.split()[1:10]
                    if state == listen and f"socket:[{inode}]" in sockets:
                        address, port = local.split(":")
                        words = [bytes.fromhex(address[i : i + 8])[::-1] for i in range(0, len(address), 8)]
                        ip = ipaddress.ip_address(b"".join(words))
                        found.append((str(getattr(ip, "ipv4_mapped", None) or ip), int(port, 16)))
        return sorted(found)
