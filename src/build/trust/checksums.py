"""The list of check sums of all that Maven uses here: python checksums.py record|prove

record  builds from an empty repository, in every way in which make does, and writes the list;
prove   builds so again, refusing whatever is not listed, then from a mirror in which one file has been tampered with, and
        shows that the build fails. What it did is in target/trust/checksums.md.

Maven is $MVN; that it refuses what is not listed, Maven itself does from 3.9.2 on, so that a newer one is fetched.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

NEWER = "3.9.16"
WORK = Path("target/trust/checksums").resolve()
PROJECT = WORK / "project"
LIST = Path(".mvn/checksums/checksums.sha256")
OLDER_MAVEN = os.environ.get("MVN", "mvn")
NEWER_MAVEN = WORK / f"apache-maven-{NEWER}" / "bin" / "mvn"
STRICT = "-Daether.artifactResolver.postProcessor.trustedChecksums.failIfMissing=true"
LIBRARY = ["package", "-Dmaven.test.skip=true"]
MUTATION = ["-Pmutation", "test-compile", "org.pitest:pitest-maven:mutationCoverage"]
WAYS = [
    ["verify", "-Dtest=SoftmaxTest"],
    ["test-compile", "failsafe:integration-test", "-Dit.test=None", "-Dfailsafe.failIfNoSpecifiedTests=false"],
    ["-Pbench", *LIBRARY],
    [*MUTATION, "-DtargetClasses=io.github.gradwalk.Reduction", "-DtargetTests=io.github.gradwalk.SoftmaxTest"],
    ["-Pbom", "org.cyclonedx:cyclonedx-maven-plugin:makeBom", "dependency:unpack@bom-schema"],
    ["clean"],
    *(["-f", "src/bench/peers/pom.xml", "-P", peer, "package"] for peer in ("smile", "dl4j", "djl")),
]
# Something that is run in the notebooks, something that builds, and something that only says what else to get.
TAMPERED = [
    "org/ejml/ejml-core/*/ejml-core-*.jar",
    "org/apache/maven/plugins/maven-compiler-plugin/*/*.jar",
    "tech/tablesaw/tablesaw-core/*/*.pom",
]


def main(task):
    shutil.rmtree(WORK, ignore_errors=True)
    for part in ("pom.xml", "src", ".mvn"):
        (shutil.copytree if Path(part).is_dir() else shutil.copy)(part, make(PROJECT) / part)
    fetch_newer_maven()
    {"record": record, "prove": prove}[task]()


def record():
    (PROJECT / LIST).write_text("", encoding="utf-8")
    repository = WORK / "repository"
    for maven in (OLDER_MAVEN, NEWER_MAVEN):
        for way in WAYS:
            require(mvn(maven, repository, *way))
    lines = sorted((path, digest(repository / path)) for path in artifacts(repository))
    LIST.write_text("".join(f"{sha256}  {path}\n" for path, sha256 in lines), encoding="utf-8")
    say(f"{LIST}: {len(lines)} files")


def prove():
    repository = WORK / "repository"
    for way in WAYS:
        require(mvn(NEWER_MAVEN, repository, STRICT, *way))
    found = artifacts(repository)
    listed = {path: sha256 for sha256, path in (line.split() for line in LIST.read_text(encoding="utf-8").splitlines())}
    assert found <= set(listed), f"not listed: {sorted(found - set(listed))}"  # an older Maven needs a few more
    assert all(digest(repository / path) == listed[path] for path in found)
    jars = sum(path.endswith(".jar") for path in found)
    say(f"Maven {NEWER}, empty repository, only what is listed: {jars} jars and {len(found) - jars} POMs")

    refused = []
    for pattern in TAMPERED:
        (victim,) = (path for path in found if Path(path).match(pattern))
        refused.append(f"`{Path(victim).name}`")
        with tampered(repository, victim):
            result = mvn(NEWER_MAVEN, WORK / "empty", *mirror(repository), *LIBRARY)
            assert result.returncode != 0 and Path(victim).parts[-3] in result.stdout and "trusted checksum mismatch" in result.stdout, result.stdout
            say(f"Maven {NEWER} refuses {victim}")
    (victim,) = (path for path in found if Path(path).match(TAMPERED[0]))
    require(mvn(OLDER_MAVEN, repository, *LIBRARY))
    for is_tampered in (False, True):
        with tampered(repository, victim) if is_tampered else Untouched():
            require(mvn(OLDER_MAVEN, WORK / "empty", *mirror(repository), *without_newer_checks(), *LIBRARY))
            result = run("sh", "src/build/checksums.sh", "target/lib", "target/kernel/libraries", "target/typesetter")
            assert (result.returncode != 0) == is_tampered and ("ejml-core" in result.stdout) == is_tampered, result.stdout
    say(f"Without the newer Maven's own check, checksums.sh refuses {victim}")

    fragment = make(Path("target/trust")) / "checksums.md"
    fragment.write_text(
        f"{len(listed)} files are listed, of which older Mavens alone need {len(listed) - len(found)}. "
        f"Maven {NEWER}, in an empty repository, took {jars} jars and {len(found) - jars} POMs, none unlisted; "
        f"of {', '.join(refused)}, each tampered with in turn together with its published SHA-1, none was accepted.\n",
        encoding="utf-8",
    )


class Untouched:
    def __enter__(self): ...

    def __exit__(self, *_): ...


class tampered:
    """One file of the mirror is longer than it was, and works all the same; its published check sum fits it."""

    def __init__(self, repository, path):
        self.files = [repository / path, repository / f"{path}.sha1"]

    def __enter__(self):
        self.before = [file.read_bytes() for file in self.files]
        if self.files[0].suffix == ".jar":
            with zipfile.ZipFile(self.files[0], "a") as jar:
                jar.writestr("tampered", "")
        else:
            self.files[0].write_bytes(self.before[0] + b"\n")
        self.files[1].write_text(hashlib.sha1(self.files[0].read_bytes()).hexdigest(), encoding="ascii")

    def __exit__(self, *_):
        for file, content in zip(self.files, self.before):
            file.write_bytes(content)


def mirror(repository):
    """Maven's options for a new, empty repository that is filled from that one."""
    shutil.rmtree(WORK / "empty", ignore_errors=True)
    settings = WORK / "settings.xml"
    settings.write_text(
        f"<settings><mirrors><mirror><id>local</id><mirrorOf>*</mirrorOf><url>{repository.as_uri()}</url></mirror></mirrors></settings>",
        encoding="utf-8",
    )
    return ["-s", settings]


def without_newer_checks():
    return ["-Daether.trustedChecksumsSource.summaryFile=false", "-Daether.artifactResolver.postProcessor.trustedChecksums=false"]


def fetch_newer_maven():
    artifact = f"org.apache.maven:apache-maven:{NEWER}:zip:bin"
    plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0"
    require(run(OLDER_MAVEN, "-B", "-q", "-ntp", f"{plugin}:get", f"-Dartifact={artifact}", "-Dtransitive=false"))
    require(run(OLDER_MAVEN, "-B", "-q", "-ntp", f"{plugin}:unpack", f"-Dartifact={artifact}", f"-DoutputDirectory={WORK}"))
    NEWER_MAVEN.chmod(0o755)


def mvn(maven, repository, *arguments):
    return run(maven, "-B", "-q", "-ntp", f"-Dmaven.repo.local={repository}", *arguments)


def run(*command):
    return subprocess.run(
        [str(word) for word in command], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )


def require(result):
    if result.returncode != 0:
        sys.exit(f"{' '.join(result.args)}\n{result.stdout}")


def artifacts(repository):
    return {str(path.relative_to(repository).as_posix()) for kind in ("jar", "pom") for path in repository.rglob(f"*.{kind}")}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
