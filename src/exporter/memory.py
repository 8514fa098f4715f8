"""What an export remembers for the next one, so that only what has changed is made again: in a file beside the folder of the pages."""

import hashlib
import json
import shutil
from pathlib import Path


def digest(*parts):
    """A short text that is another one if any of the parts, which are bytes or what JSON can say, is another one."""
    found = hashlib.sha256()
    for part in parts:
        part = part if isinstance(part, bytes) else json.dumps(part, sort_keys=True).encode()
        found.update(b"%d:" % len(part) + part)
    return found.hexdigest()


class Memory:
    def __init__(self, folder):
        self._folder = Path(folder)
        self._file = self._folder.with_name(f"{self._folder.name}.json")
        try:
            self._before = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self._before = {"results": {}, "files": {}}
            shutil.rmtree(self._folder, ignore_errors=True)
        self._now = {"results": {}, "files": {}}

    def once(self, name, made_of, make):
        """What `make` returns, as JSON keeps it: what it returned the last time if it was made of the same."""
        entry = self._before["results"].get(name)
        if not entry or entry["of"] != made_of:
            entry = {"of": made_of, "result": json.loads(json.dumps(make()))}
        self._now["results"][name] = entry
        return entry["result"]

    def has(self, name, made_of):
        """Whether the folder has the file, made of the same and unchanged since."""
        entry, path = self._before["files"].get(name), self._folder / name
        if not entry or entry["of"] != made_of or not path.is_file() or digest(path.read_bytes()) != entry["is"]:
            return False
        self._now["files"][name] = entry
        return True

    def write(self, name, made_of, content):
        """Writes a file into the folder, unless it is there with just these bytes."""
        path = self._folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._now["files"][name] = {"of": made_of, "is": digest(content)}

    def close(self):
        """Removes what an earlier export wrote and this one did not, and remembers this one."""
        for name in self._before["files"].keys() - self._now["files"].keys():
            (self._folder / name).unlink(missing_ok=True)
        self._file.write_text(json.dumps(self._now), encoding="utf-8")
