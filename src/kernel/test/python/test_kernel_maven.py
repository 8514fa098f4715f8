"""What the kernel brings by Maven."""

import os
import shutil

from kernel_client import write
from kernel_jars import MavenTest, dependency, pom


class Artifacts(MavenTest):
    def test_maven_brings_what_is_needed_and_stays_quiet_and_works_again_without_the_repository(self):
        self.assertEqual(self.run_ok("%maven test.top:top:1").published[1:], [])
        self.assert_seen(top="top 1", middle="middle 1", bottom="bottom 2", checked="nothing", given="nothing")
        self.assertTrue(os.path.exists(os.path.join(self.local, "test/middle/middle/1/middle-1.jar")))
        os.rename(self.central.folder, self.central.folder + " gone")
        try:
            self.restart()
            self.run_ok("%addMavenDependencies test.top:top:1")
            self.assert_seen(bottom="bottom 2")
        finally:
            os.rename(self.central.folder + " gone", self.central.folder)

    def test_ivys_form_several_at_once_and_the_paths_as_a_value(self):
        self.assert_plain(("List<String> jars = %maven test.bottom#bottom;1 test.given:given:jar:1\njars.size()", "2"))
        self.assert_seen(bottom="bottom 1", given="given 1")

    def test_versions_that_are_the_latest_of_some(self):
        versions = ("1.9", "1.10.1", "1.10.2", "1.11-rc1", "1.11", "2.0")
        all_asked = (("1.10.+", "1.10.2"), ("1.+", "1.11"), ("latest.release", "2.0"), ("+", "2.0"), ("[1.9,1.10.1]", "1.10.1"))
        for number, (asked, found) in enumerate(all_asked):
            name = f"many{number}"
            for version in versions:
                self.central.add(name, version=version)
            self.central.list_versions(name, *versions)
            with self.subTest(asked):
                code = f"List<String> jars = %maven test.{name}:{name}:{asked}\nnew File(jars.get(0)).getName()"
                self.assert_plain((code, f"{name}-{found}.jar"))

    def test_what_cannot_be_had_is_named_with_what_to_do(self):
        self.central.list_versions("bottom", "1", "2")
        for arguments, *named in (
            (" test.no:no:1", "there is no test.no:no:1 in mine (", "check the spelling", "%mavenRepo NAME URL"),
            (" test.no:no:1", "there is no test.no:no:1 in mine ("),
            (" test.bottom:bottom:9", "there is no test.bottom:bottom:9", "the newest version there is 2"),
            (" nonsense", "nonsense is not an artifact: expected group:artifact:version"),
            (" test.top:top", "test.top:top is not an artifact: expected group:artifact:version"),
            ("", "expected at least one artifact"),
        ):
            outcome = self.run_error("// first\n%maven" + arguments)
            self.assertIn("line 2: ", outcome.error)
            self.assertNotIn("\n", outcome.reply["evalue"])
            for text in named:
                self.assertIn(text, outcome.reply["evalue"])

    def test_what_is_found_after_all_brings_what_it_needs(self):
        self.run_error("%maven test.late:late:1")
        self.central.add("late", dependency("given"))
        self.run_ok("%maven test.late:late:1")
        self.assert_seen(late="late 1", given="given 1")

    def test_an_artifact_that_only_lists_others(self):
        text = pom("list", f"<packaging>pom</packaging><dependencies>{dependency('given')}</dependencies>")
        write(f"{self.central.folder}/test/list/list/1/list-1.pom", text)
        self.run_ok("%maven test.list:list:1 test.bottom:bottom:1")
        self.assert_seen(given="given 1", bottom="bottom 1")

    def test_without_a_network(self):
        self.run_ok("%mavenRepo gone http://localhost:9/")
        said = self.run_error("%maven test.no:no:1").reply["evalue"]
        self.assertRegex(said, r"cannot get test\.no:no:1 from gone \(http://localhost:9/\): .*refused.*; check the network, .*settings\.xml\)$")
        self.run_ok("%maven test.top:top:1")

    def test_another_repository(self):
        self.run_error("%maven test.elsewhere:elsewhere:1")
        self.run_ok(f"%mavenRepo other {self.other.url}\n%maven test.elsewhere:elsewhere:1")
        self.assert_seen(elsewhere="elsewhere 1")
        self.restart()
        shutil.rmtree(os.path.join(self.local, "test/elsewhere"))
        self.run_ok(f"%addMavenDependency test.elsewhere:elsewhere:1 --from {self.other.url}")
        self.assert_seen(elsewhere="elsewhere 1")

    def test_pom_of_a_file(self):
        write(
            os.path.join(self.home, "own pom.xml"),
            pom(
                "own",
                "<properties><wanted>1</wanted></properties>"
                f"<dependencyManagement><dependencies>{dependency('bottom')}</dependencies></dependencyManagement>"
                f"<dependencies>{dependency('middle', '${wanted}')}{dependency('checked', scope='test')}</dependencies>",
            ),
        )
        self.run_ok('%loadFromPOM "own pom.xml"')
        self.assert_seen(middle="middle 1", bottom="bottom 1", checked="nothing")
        self.run_ok('%loadFromPOM "own pom.xml" test')
        self.assert_seen(checked="checked 1")
        self.assertIn("nowhere.xml", self.run_error("%loadFromPOM nowhere.xml").reply["evalue"])

    def test_pom_in_the_cell_whole_or_in_parts(self):
        repository = f"<repository><id>other</id><url>{self.other.url}</url></repository>"
        given = dependency("given").replace("><", ">\n<")
        self.run_ok(f"%%loadFromPOM\n{repository}\n{dependency('elsewhere')}\n{given}")
        self.assert_seen(elsewhere="elsewhere 1", given="given 1")
        self.run_ok(f"%%loadFromPOM\n<dependencies>{dependency('bottom')}</dependencies>")
        self.assert_seen(bottom="bottom 1")

    def test_a_repository_that_never_answers_can_be_interrupted(self):
        self.run_ok(
            """
            var silent = new ServerSocket(0);
            var asked = new Thread(() -> { try { silent.accept(); System.out.println("asked"); } catch (IOException e) {} });
            asked.start();
            """
        )
        self.run_ok(f"%mavenRepo silent http://localhost:{self.run_ok('silent.getLocalPort()').plain}/")
        self.assert_interruptible("%maven test.lost:lost:1")
