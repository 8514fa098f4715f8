"""What Maven Central would get is complete, and a project that depends on it gets what it asks for and nothing else."""

import re
import subprocess
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

PUBLISHED = Path("target/published").resolve()
GROUP = PUBLISHED / "io/github/gradwalk"
MODULES = {
    "gradwalk": "io.github.gradwalk",
    "gradwalk-course": "io.github.gradwalk.course",
    "gradwalk-onnx": "io.github.gradwalk.onnx",
    "gradwalk-spark": "io.github.gradwalk.spark",
    "gradwalk-kernel": "io.github.gradwalk.kernel",
}
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>user</groupId><artifactId>project</artifactId><version>1</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <maven.compiler.showWarnings>true</maven.compiler.showWarnings></properties>
  <dependencies>
    <dependency><groupId>io.github.gradwalk</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>
  </dependencies>
  <build>
    <pluginManagement><plugins>{plugins}</plugins></pluginManagement>
    <plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>
      <compilerArgs><arg>-Xlint:all,-options</arg><arg>-Werror</arg></compilerArgs>
    </configuration></plugin></plugins>
  </build>
</project>"""
SETTINGS = """<settings>
  <localRepository>{work}/repository</localRepository>
  <mirrors><mirror><id>downloads</id><mirrorOf>central</mirrorOf><url>{central}</url></mirror></mirrors>
  <profiles><profile><id>published</id><repositories><repository><id>published</id><url>{published}</url></repository></repositories></profile></profiles>
  <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
</settings>"""
MAIN = """import io.github.gradwalk.*;
import io.github.gradwalk.data.*;
import io.github.gradwalk.predict.*;
import io.github.gradwalk.train.*;
import java.util.*;
import org.ejml.data.*;

class Main {{
    public static void main(String[] args) {{
{example}
    }}
}}"""


TABLES = """import static io.github.gradwalk.notebook.Notebook.*;
import io.github.gradwalk.plot.*;
import org.knowm.xchart.*;
import tech.tablesaw.api.*;

class Main {
    public static void main(String[] args) {
        Plot.class.getName();
        new XYChartBuilder().build();
        print("%d", Table.create("t", DoubleColumn.create("x", 1, 2)).rowCount());
    }
}"""
ONNX = """import io.github.gradwalk.*;
import io.github.gradwalk.file.*;
import io.github.gradwalk.onnx.*;
import java.nio.file.*;

class Main {
    public static void main(String[] args) throws java.io.IOException {
        var net = Mlp.create(new int[] {3, 2}, Activation.TANH, new Initialisation.He(), 1);
        var file = Files.createTempFile("net", ".onnx");
        Onnx.write(net, Precision.FLOAT, file);
        System.out.println(Onnx.readMlp(file).sizes()[1]);
        Files.delete(file);
    }
}"""


def setUpModule():
    subprocess.run(["make", "-s", "target/published"], check=True)


def file(artifact, ending):
    (found,) = GROUP.glob(f"{artifact}/*/{artifact}-[0-9]*{ending}")
    return found


def pom(artifact):
    return ElementTree.parse(file(artifact, ".pom")).getroot()


def text(pom, path):
    return pom.findtext("/".join("{*}" + name for name in path.split("/")))


def names(jars):
    return {re.split(r"-\d", jar.name)[0] for jar in jars}


def entries(jar):
    with zipfile.ZipFile(jar) as opened:
        return opened.namelist()


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

    def test_the_jars_hold_no_packages_of_others_and_name_no_other_files(self):
        for artifact in MODULES:
            with self.subTest(artifact), zipfile.ZipFile(file(artifact, "[0-9].jar")) as jar:
                self.assertNotIn("Class-Path", jar.read("META-INF/MANIFEST.MF").decode())
                if artifact != "gradwalk-kernel":  # which holds its libraries, under names of its own, and answers to those of other kernels
                    foreign = [name for name in jar.namelist() if not re.match(r"META-INF/|io/$|io/github/$|io/github/gradwalk/|gradwalk_spark.py$", name)]
                    self.assertEqual([], foreign)

    def test_the_kernel_depends_on_nothing(self):
        self.assertIsNone(pom("gradwalk-kernel").find("{*}dependencies/{*}dependency"))


class UsersProject(unittest.TestCase):
    """Built in a repository of its own, filled from what Maven has downloaded for this build."""

    def test_the_first_example_of_the_library_runs_on_a_class_path_of_ejml_alone(self):
        example = re.search(r"```java\n(.*?)```", Path("docs/library.md").read_text(encoding="utf-8"), re.S)[1]
        jars, printed = self.run_project("gradwalk", MAIN.format(example=example))
        self.assertEqual({"ejml-core", "ejml-ddense", "gradwalk"}, names(jars))
        self.assertLess(sum(jar.stat().st_size for jar in jars), 3_000_000)
        self.assertTrue(printed.startswith("Chinstrap 9"), printed)

    def test_an_application_chooses_its_own_logging_beside_the_course(self):
        jars, printed = self.run_project("gradwalk-course", TABLES)
        self.assertIn("slf4j-api", names(jars))
        self.assertEqual([], [jar.name for jar in jars if "META-INF/services/org.slf4j.spi.SLF4JServiceProvider" in entries(jar)])
        self.assertEqual("2\n", printed)

    def test_onnx_brings_its_messages_and_no_runtime(self):
        jars, printed = self.run_project("gradwalk-onnx", ONNX)
        self.assertEqual({"ejml-core", "ejml-ddense", "gradwalk", "gradwalk-onnx", "protobuf-java", "tribuo-util-onnx"}, names(jars))
        self.assertEqual("2\n", printed)

    def test_the_compiler_has_no_warning_about_the_class_path_of_the_notebooks(self):
        work = PUBLISHED.with_name("users-program")
        work.mkdir(exist_ok=True)
        (work / "Main.java").write_text(TABLES, encoding="utf-8")
        subprocess.run(["javac", "-Xlint:all", "-Werror", "-cp", "target/lib/*", "-d", work, work / "Main.java"], check=True)

    def run_project(self, artifact, main):
        """Compiles with all warnings as errors, and returns the jars at run time and what the program prints."""
        work = PUBLISHED.with_name("users-project")
        subprocess.run(["rm", "-rf", work], check=True)
        (work / "src/main/java").mkdir(parents=True)
        (work / "src/main/java/Main.java").write_text(main, encoding="utf-8")
        pom_of_user = POM.format(artifact=artifact, version=text(pom("gradwalk-parent"), "version"), plugins=self.plugins())
        (work / "pom.xml").write_text(pom_of_user, encoding="utf-8")
        downloads = Path.home() / ".m2/repository"
        central = downloads.as_uri() if downloads.is_dir() else "https://repo.maven.apache.org/maven2"
        settings = SETTINGS.format(work=work, central=central, published=PUBLISHED.as_uri())
        (work / "settings.xml").write_text(settings, encoding="utf-8")
        self.maven("-f", work, "-s", work / "settings.xml", "compile", "dependency:copy-dependencies", "-DincludeScope=runtime")
        printed = subprocess.check_output(
            ["java", "-cp", f"{work}/target/classes:{work}/target/dependency/*", "Main"], stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        return list((work / "target/dependency").iterdir()), printed

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
