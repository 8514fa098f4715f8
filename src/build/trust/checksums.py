"""The list of check sums of all that Maven uses here: python checksums.py record|prove

record  has Maven write the list while it builds from an empty repository, in every way in which make does;
prove   builds so again, refusing whatever is not listed, then from a mirror in which one file has been tampered with, and
        shows that the build fails. What it did is in target/trust/checksums.md.

Only Maven 3.9.2 and later record and refuse: $MVN, perhaps an older one, downloads such a Maven.
"""

import contextlib
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
MAVEN = os.environ.get("MVN", "mvn")
NEWER_MAVEN = WORK / f"apache-maven-{NEWER}" / "bin" / "mvn"
TRUSTED = "-Daether.artifactResolver.postProcessor.trustedChecksums"
STRICT = f"{TRUSTED}.failIfMissing=true"
RECORD = f"{TRUSTED}.record=true"
LIBRARY = ["package", "-Dmaven.test.skip=true"]
PIT = ["-pl", "src/core", "test-compile", "org.pitest:pitest-maven:mutationCoverage", "-DtargetClasses=io.github.gradwalk.Reduction"]
WAYS = [
    ["verify", "-Dtest=SoftmaxTest"],
    ["-pl", "src/exporter", "-am", "test-compile", "failsafe:integration-test", "-Dit.test=None", "-Dfailsafe.failIfNoSpecifiedTests=false"],
    ["-Pbench", *LIBRARY],
    ["deploy", "-Dmaven.test.skip=true", "-Dmaven.install.skip=true", f"-DaltDeploymentRepository=local::{(WORK / 'published').as_uri()}"],
    [*PIT, "-DtargetTests=io.github.gradwalk.SoftmaxTest", f"-DjvmArgs=-Djqwik.database={PROJECT}/target/jqwik"],
    ["-f", "src/build/pom.xml", "compile", "-Dmaven.test.skip=true", "org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom",
     "org.codehaus.mojo:license-maven-plugin:aggregate-add-third-party"],
    ["-f", "src/build/pom.xml", "-N", "dependency:unpack"],
    ["clean"],
    *(["-f", "src/bench/peers/pom.xml", "-P", peer, *LIBRARY] for peer in ("smile", "dl4j", "djl")),
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
    for way in WAYS:
        require(mvn(NEWER_MAVEN, WORK / "repository", RECORD, *way))
    lines = sorted((PROJECT / LIST).read_text(encoding="utf-8").splitlines(), key=lambda line: line.split()[1])
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"{LIST}: {len(lines)} files")


def prove():
    repository = WORK / "repository"
    for way in WAYS:
        require(mvn(NEWER_MAVEN, repository, STRICT, *way))
    found = artifacts(repository)
    listed = {path: sha256 for sha256, path in (line.split() for line in LIST.read_text(encoding="utf-8").splitlines())}
    assert found <= set(listed), f"not listed: {sorted(found - set(listed))}"
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

    fragment = make(Path("target/trust")) / "checksums.md"
    fragment.write_text(
        f"{len(listed)} files are listed. Maven {NEWER}, in an empty repository, took {jars} jars and {len(found) - jars} POMs, none unlisted; "
        f"of {', '.join(refused)}, each tampered with in turn together with its published SHA-1, none was accepted.\n",
        encoding="utf-8",
    )


@contextlib.contextmanager
def tampered(repository, path):
    """One file of the mirror is longer than it was, and works all the same; its published check sum fits it."""
    files = [repository / path, repository / f"{path}.sha1"]
    before = [file.read_bytes() for file in files]
    if files[0].suffix == ".jar":
        with zipfile.ZipFile(files[0], "a") as jar:
            jar.writestr("tampered", "")
    else:
        files[0].write_bytes(before[0] + b"\n")
    files[1].write_text(hashlib.sha1(files[0].read_bytes()).hexdigest(), encoding="ascii")
    try:
        yield
    finally:
        for file, content in zip(files, before):
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


def fetch_newer_maven():
    artifact = f"org.apache.maven:apache-maven:{NEWER}:zip:bin"
    plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0"
    require(run(MAVEN, "-B", "-q", "-ntp", f"{plugin}:get", f"-Dartifact={artifact}", "-Dtransitive=false"))
    require(run(MAVEN, "-B", "-q", "-ntp", f"{plugin}:unpack", f"-Dartifact={artifact}", f"-DoutputDirectory={WORK}"))
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
