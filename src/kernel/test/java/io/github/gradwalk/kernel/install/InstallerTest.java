package io.github.gradwalk.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a file in place of the jar, which no Java can start; test_kernel_install.py installs the real one. */
class InstallerTest {
    @TempDir
    private Path folder;

    private Path kernel;
    private String printed;

    @BeforeEach
    void writeJar() throws IOException {
        Files.writeString(folder.resolve("some.jar"), "first");
        kernel = folder.resolve("data/kernels/java");
    }

    /** Runs the installer with the words of a command line; it must end with the code. */
    private void run(int code, String words) {
        final var bytes = new ByteArrayOutputStream();
        final var stream = new PrintStream(bytes, true);
        final var variables = Map.of("JUPYTER_DATA_DIR", folder + "/data", "VIRTUAL_ENV", folder + "/venv");
        final var installer =
                new Installer(new Machine("Linux", folder, variables), folder.resolve("some.jar"), stream, stream);
        assertThat(installer.serve(words.isEmpty() ? List.of() : List.of(words.split(" "))))
                .isEqualTo(code);
        printed = bytes.toString();
    }

    private Map<String, Object> json(Path kernelFolder) throws IOException {
        return new Gson().fromJson(Files.readString(kernelFolder.resolve("kernel.json")), new TypeToken<>() {});
    }

    private ListAssert<String> assertThatArgv() throws IOException {
        return assertThat(json(kernel).get("argv")).asInstanceOf(InstanceOfAssertFactories.list(String.class));
    }

    private void assertThatFiles(String below, String... names) throws IOException {
        try (var files = Files.walk(folder.resolve(below))) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(names).map(kernel::resolve).toList());
        }
    }

    private void assertThatOnlyAKernelIsThere() throws IOException {
        assertThatFiles("data", "directives.json", "gradwalk-kernel.jar", "kernel.json", "logo-svg.svg");
    }

    @Test
    void installsAllThatJupyterNeedsIntoItsDataFolder() throws IOException {
        run(0, "--install");
        assertThatOnlyAKernelIsThere();
        assertThat(json(kernel))
                .containsEntry("display_name", "Java")
                .containsEntry("language", "java")
                .containsEntry("interrupt_mode", "message");
        assertThatArgv()
                .endsWith("-jar", kernel.resolve("gradwalk-kernel.jar").toString(), "{connection_file}")
                .contains("-XX:+UseSerialGC")
                .noneMatch(word -> word.contains("preview"))
                .first()
                .matches(java -> java.startsWith(System.getProperty("java.home")));
        assertThat(printed).contains("Installed the kernel java: " + kernel, "starts more slowly");
    }

    @Test
    void passesOptionsToTheVirtualMachineAndPreviewFeaturesToCells() throws IOException {
        run(0, "--install --jvm-option -Xmx1g --jvm-option=-XX:+UseParallelGC --jvm-option --enable-preview");
        assertThatArgv()
                .containsSubsequence(
                        "-Xmx1g", "-XX:+UseParallelGC", "--enable-preview", "-Dgradwalk.kernel.preview=true", "-jar")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource({"--user, data", "--sys-prefix, venv/share/jupyter", "--prefix=p, p/share/jupyter"})
    void installsWhereItIsToldUnderTheNameThatItIsGiven(String place, String jupyter) throws IOException {
        final var there = place.replace("=", "=" + folder + "/") + " --name ";
        run(0, "--install --display-name \"Java\" " + there + "Java-21");
        final var installed = folder.resolve(jupyter).resolve("kernels/java-21");
        assertThat(json(installed)).containsEntry("display_name", "\"Java\"");
        run(0, "--uninstall " + there + "java-21");
        assertThatFiles(jupyter);
        run(1, "--uninstall " + there + "java-21");
        assertThat(printed).contains("no kernel java-21", installed.toString());
    }

    @Test
    void replacesAnEarlierInstallation() throws IOException {
        run(0, "--install --jvm-option -Da=1");
        Files.writeString(kernel.resolve("classes.jsa"), "old");
        Files.writeString(folder.resolve("some.jar"), "second");
        run(0, "--install");
        assertThat(printed).contains("Replaced the kernel java");
        assertThat(kernel.resolve("gradwalk-kernel.jar")).hasContent("second");
        assertThatArgv().doesNotContain("-Da=1");
        assertThatOnlyAKernelIsThere();
    }

    @Test
    void leavesAnEarlierInstallationAsItWasWhenItFails() throws IOException {
        run(0, "--install");
        Files.delete(folder.resolve("some.jar"));
        run(1, "--install --display-name New");
        assertThat(printed).contains("some.jar");
        assertThat(kernel.resolve("gradwalk-kernel.jar")).hasContent("first");
        assertThat(json(kernel)).containsEntry("display_name", "Java");
        assertThatOnlyAKernelIsThere();
    }

    @Test
    void touchesAnotherProgramsKernelOnlyWhenToldTo() throws IOException {
        Files.createDirectories(kernel);
        Files.writeString(kernel.resolve("kernel.json"), "foreign");
        for (var action : List.of("--install", "--uninstall")) {
            run(1, action);
            assertThat(printed).contains(kernel.toString(), "another program's kernel");
            assertThat(kernel.resolve("kernel.json")).hasContent("foreign");
        }
        run(0, "--install --replace");
        assertThat(json(kernel)).containsEntry("language", "java");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --user                        | expected --install or --uninstall
                    --install --uninstall         | expected --install or --uninstall
                    --install --user --prefix p   | expected one of --user, --sys-prefix and --prefix
                    --install --prefix            | --prefix: expected a folder, but found nothing
                    --install --name --user       | --name: expected ASCII letters, digits, and the characters . _ -, but found --user
                    --install --name a/b          | --name: expected ASCII letters, digits, and the characters . _ -, but found a/b
                    --install --display-name=     | --display-name: expected a name, but found nothing
                    --install --jvm-option 2g     | --jvm-option: expected an option such as -Xmx2g, but found 2g
                    --install --jvm-option -Xmx2x | --jvm-option: expected options with which Java starts, but found -Xmx2x
                    --install --user=me           | --user=me: unknown option
                    --install --heap              | --heap: unknown option
                    connection.json --install     | connection.json: unknown option
                    """)
    void refusesWrongArgumentsWithHelpAndInstallsNothing(String words, String message) {
        run(2, words);
        assertThat(printed).contains(Request.HELP, message);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--install --help", "-h"})
    void showsTheHelp(String words) {
        run(0, words);
        assertThat(printed).isEqualTo(Request.HELP);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, '', /home/ada/.local/share/jupyter",
        "Linux, HOME=/root, /root/.local/share/jupyter",
        "Linux, XDG_DATA_HOME=/data, /data/jupyter",
        "Mac OS X, XDG_DATA_HOME=/data, /home/ada/Library/Jupyter",
        "Windows 11, APPDATA=/roaming, /roaming/jupyter",
        "Mac OS X, HOME=/Users/ada, /Users/ada/Library/Jupyter",
        "Windows 11, HOME=/c/ada, /home/ada/AppData/Roaming/jupyter",
        "Mac OS X, JUPYTER_DATA_DIR=/own, /own",
    })
    void knowsJupytersDataFolder(String system, String variable, Path expected) {
        final var parts = variable.split("=");
        final Map<String, String> environment = parts.length > 1 ? Map.of(parts[0], parts[1]) : Map.of();
        final var machine = new Machine(system, Path.of("/home/ada"), environment);
        assertThat(machine.jupyter(new Request(Map.of()))).isEqualTo(expected);
    }
}
