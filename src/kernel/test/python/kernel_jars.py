"""Jars, Maven repositories and users' homes for the tests of the class path."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile

from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import KERNEL, KernelTest, write

SEEN = """
String seen(String... names) throws IOException {
    var all = new ArrayList<String>();
    for (var name : names) {
        var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name + ".txt");
        all.add(stream == null ? "nothing" : new String(stream.readAllBytes()));
    }
    return String.join(", ", all);
}
"""


def jar(path, **texts):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for name, text in texts.items():
            file.writestr(name + ".txt", text)
    return path


def coordinates(name, version="1"):
    return f"<groupId>test.{name}</groupId><artifactId>{name}</artifactId><version>{version}</version>"


def dependency(name, version="1", scope="compile"):
    return f"<dependency>{coordinates(name, version)}<scope>{scope}</scope></dependency>"


def pom(name, body, version="1"):
    return f"<project><modelVersion>4.0.0</modelVersion>{coordinates(name, version)}{body}</project>"


def compiled(folder, *class_path, **sources):
    """A folder of classes that the kernel's Java has compiled; the sources are named as their files, without the ending."""
    java = KernelSpecManager().get_kernel_spec(KERNEL).argv[0]
    files = [write(f"{folder}/source/{name}.java", source) for name, source in sources.items()]
    classes = f"{folder}/classes"
    command = [os.path.join(os.path.dirname(os.path.realpath(java)), "javac"), "-nowarn", "-d", classes]
    subprocess.run([*command, "-cp", os.pathsep.join((classes, *class_path)), *files], check=True)
    return classes


def packed(path, folder, **services):
    """A jar of a folder of classes, with the services that it provides: an interface, with _ for a dot, and the class."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for base, _, names in os.walk(folder):
            for name in names:
                file.write(os.path.join(base, name), os.path.relpath(os.path.join(base, name), folder))
        for service, provider in services.items():
            file.writestr("META-INF/services/" + service.replace("_", "."), provider)
    return path


class Repository:
    """A Maven repository in a folder, whose jars hold one text each."""

    def __init__(self, folder):
        self.folder = folder
        self.url = "file://" + folder.replace(" ", "%20")

    def add(self, name, *dependencies, version="1"):
        base = os.path.join(self.folder, f"test/{name}/{name}/{version}/{name}-{version}")
        write(base + ".pom", pom(name, f"<dependencies>{''.join(dependencies)}</dependencies>", version))
        jar(base + ".jar", **{name: f"{name} {version}"})
        for ending in (".pom", ".jar"):
            with open(base + ending, "rb") as file:
                write(base + ending + ".sha1", hashlib.sha1(file.read()).hexdigest())

    def list_versions(self, name, *versions):
        """What Maven reads to find the version that is the latest of some."""
        listed = "".join(f"<version>{version}</version>" for version in versions)
        write(
            os.path.join(self.folder, f"test/{name}/{name}/maven-metadata.xml"),
            f"<metadata><groupId>test.{name}</groupId><artifactId>{name}</artifactId><versioning><latest>{versions[-1]}</latest>"
            f"<release>{versions[-1]}</release><versions>{listed}</versions></versioning></metadata>",
        )


class MavenTest(KernelTest):
    """Maven with a user's home of its own, whose settings send all requests to Maven Central to a folder."""

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(suffix=" hömé")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.central, cls.other = (Repository(os.path.join(cls.home, name)) for name in ("central", "other"))
        cls.central.add("top", dependency("middle"), dependency("checked", scope="test"), dependency("given", scope="provided"))
        cls.central.add("middle", dependency("bottom", "2", "runtime"))
        for name in ("bottom", "checked", "given"):
            cls.central.add(name)
        cls.central.add("bottom", version="2")
        cls.other.add("elsewhere")
        cls.local = os.path.join(cls.home, "local repository")
        write(
            os.path.join(cls.home, ".m2/settings.xml"),
            f"<settings><localRepository>{cls.local}</localRepository><mirrors><mirror><id>mine</id>"
            f"<mirrorOf>central</mirrorOf><url>{cls.central.url}</url></mirror></mirrors></settings>",
        )

    def setUp(self):
        self.restart()

    def restart(self):
        options = f'-Duser.home="{self.home}"'
        self.kernel = self.start(cwd=self.home, env={"JDK_JAVA_OPTIONS": options, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
        self.run_ok(SEEN)

    def assert_seen(self, **contents):
        names = ", ".join(f'"{name}"' for name in contents)
        self.assertEqual(self.run_ok(f"seen({names})").plain, ", ".join(contents.values()))
