"""What Maven Central would get is complete, and a project that depends on it gets EJML and nothing else."""

import re
import subprocess
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

PUBLISHED = Path("target/published").resolve()
GROUP = PUBLISHED / "io/github/gradwalk"
MODULES = {"gradwalk": "io.github.gradwalk", "gradwalk-course": "io.github.gradwalk.course", "gradwalk-kernel": "io.github.gradwalk.kernel"}
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>user</groupId><artifactId>project</artifactId><version>1</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    <dependency><groupId>io.github.gradwalk</groupId><artifactId>gradwalk</artifactId><version>{version}</version></dependency>
  </dependencies>
  <build><plugins>{plugins}</plugins></build>
</project>"""
SETTINGS = """<settings>
  <localRepository>{work}/repository</localRepository>
  <mirrors><mirror><id>downloads</id><mirrorOf>central</mirrorOf><url>{central}</url></mirror></mirrors>
  <profiles><profile><id>published</id><repositories><repository><id>published</id><url>{published}</url></repository></repositories></profile></profiles>
  <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
</settings>"""
MAIN = """import io.github.gradwalk.*;
import org.ejml.data.*;
import org.ejml.dense.row.*;

class Main {{
    public static void main(String[] args) {{
{example}
        System.out.println(CrossEntropy.loss(net.logits(X), truth));
    }}
}}"""


def setUpModule():
    subprocess.run(["make", "-s", "target/published"], check=True)


def file(artifact, ending):
    (found,) = GROUP.glob(f"{artifact}/*/{artifact}-[0-9]*{ending}")
    return found


def pom(artifact):
    return ElementTree.parse(file(artifact, ".pom")).getroot()


def text(pom, path):
    return pom.findtext("/".join("{*}" + name for name in path.split("/")))


class Artifacts(unittest.TestCase):
    def test_nothing_else_is_published(self):
        self.assertEqual({"gradwalk-parent", *MODULES}, {folder.name for folder in GROUP.iterdir()})

    def test_each_pom_says_what_maven_central_asks_for(self):
        parent = pom("gradwalk-parent")
        for artifact in ("gradwalk-parent", *MODULES):
            with self.subTest(artifact):
                own = pom(artifact)
                self.assertEqual(text(own, "name"), artifact)
                self.assertTrue(text(own, "description"))
                for path in ("url", "licenses/license/url", "developers/developer/url", "scm/connection", "scm/url"):
                    self.assertIn("://", text(own, path) or text(parent, path))
        self.assertEqual("Apache-2.0", text(parent, "licenses/license/name"))
        self.assertEqual("gradwalk developers", text(parent, "developers/developer/name"))

    def test_each_artifact_has_a_jar_with_a_module_name_sources_and_javadoc(self):
        for artifact, module in MODULES.items():
            with self.subTest(artifact):
                main, sources, javadoc = (zipfile.ZipFile(file(artifact, ending)) for ending in ("[0-9].jar", "-sources.jar", "-javadoc.jar"))
                with main, sources, javadoc:
                    manifest = main.read("META-INF/MANIFEST.MF").decode()
                    self.assertIn(f"Automatic-Module-Name: {module}\r\n", manifest)
                    self.assertIn("Implementation-Version: ", manifest)
                    own = {name for name in main.namelist() if re.fullmatch(r"io/github/[\w/]+\.class", name) and "/lib/" not in name}
                    self.assertTrue(own)
                    self.assertLessEqual({name.replace(".class", ".java") for name in own}, set(sources.namelist()))
                    self.assertIn("index.html", javadoc.namelist())

    def test_the_kernel_depends_on_nothing(self):
        self.assertIsNone(pom("gradwalk-kernel").find("{*}dependencies/{*}dependency"))


class UsersProject(unittest.TestCase):
    """Built in a repository of its own, filled from what Maven has downloaded for this build."""

    def test_the_readmes_first_example_runs_on_a_class_path_of_ejml_alone(self):
        work = PUBLISHED.with_name("users-project")
        subprocess.run(["rm", "-rf", work], check=True)
        (work / "src/main/java").mkdir(parents=True)
        example = re.search(r"```java\n(.*?)```", Path("README.md").read_text(encoding="utf-8"), re.S)[1]
        (work / "src/main/java/Main.java").write_text(MAIN.format(example=example), encoding="utf-8")
        (work / "pom.xml").write_text(POM.format(version=text(pom("gradwalk-parent"), "version"), plugins=self.plugins()), encoding="utf-8")
        downloads = Path.home() / ".m2/repository"
        central = downloads.as_uri() if downloads.is_dir() else "https://repo.maven.apache.org/maven2"
        settings = SETTINGS.format(work=work, central=central, published=PUBLISHED.as_uri())
        (work / "settings.xml").write_text(settings, encoding="utf-8")
        self.maven("-f", work, "-s", work / "settings.xml", "compile", "dependency:copy-dependencies", "-DincludeScope=runtime")

        jars = {jar.name: jar.stat().st_size for jar in (work / "target/dependency").iterdir()}
        self.assertEqual({"ejml-core", "ejml-ddense", "gradwalk"}, {re.split(r"-\d", name)[0] for name in jars})
        self.assertLess(sum(jars.values()), 3_000_000)
        loss = subprocess.check_output(["java", "-cp", f"{work}/target/classes:{work}/target/dependency/*", "Main"], encoding="utf-8")
        self.assertLess(float(loss), 0.1)

    def plugins(self):
        """The versions that the build has downloaded."""
        managed = ElementTree.parse("pom.xml").getroot().iterfind(".//{*}pluginManagement/{*}plugins/{*}plugin")
        named = ((plugin.findtext("{*}artifactId"), plugin.findtext("{*}version")) for plugin in managed)
        return "".join(f"<plugin><artifactId>{name}</artifactId><version>{version}</version></plugin>" for name, version in named
                       if re.search("resources|compiler|dependency", name))

    def maven(self, *arguments):
        done = subprocess.run(["mvn", "-B", "-q", "-ntp", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        self.assertEqual(0, done.returncode, done.stdout)


if __name__ == "__main__":
    unittest.main()
