package io.github.gradwalk.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private int run(String... arguments) {
        final var bytes = new ByteArrayOutputStream();
        final var stream = new PrintStream(bytes, true);
        final var machine = new Machine(
                "Linux",
                folder,
                Map.of("JUPYTER_DATA_DIR", folder.resolve("data").toString(), "VIRTUAL_ENV", folder + "/venv"));
        final int code = new Installer(machine, folder.resolve("some.jar"), stream, stream).serve(List.of(arguments));
        printed = bytes.toString();
        return code;
    }

    private JsonObject json(Path kernelFolder) throws IOException {
        return JsonParser.parseString(Files.readString(kernelFolder.resolve("kernel.json")))
                .getAsJsonObject();
    }

    private List<String> argv() throws IOException {
        return StreamSupport.stream(json(kernel).getAsJsonArray("argv").spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private List<String> files(String below) throws IOException {
        try (var files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(below).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void installsAllThatJupyterNeedsIntoItsDataFolder() throws IOException {
        assertThat(run("--install")).isZero();
        assertThat(files("data/kernels/java"))
                .containsExactly("directives.json", "gradwalk-kernel.jar", "kernel.json", "logo-svg.svg");
        final var json = json(kernel);
        assertThat(json.get("display_name").getAsString()).isEqualTo("Java");
        assertThat(json.get("language").getAsString()).isEqualTo("java");
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(argv().get(0)).startsWith(System.getProperty("java.home"));
        assertThat(argv())
                .endsWith("-jar", kernel.resolve("gradwalk-kernel.jar").toString(), "{connection_file}");
        assertThat(argv()).contains("-XX:+UseSerialGC").noneMatch(word -> word.contains("preview"));
        assertThat(printed).contains("Installed the kernel java: " + kernel, "starts more slowly");
    }

    @Test
    void passesOptionsToTheVirtualMachineAndPreviewFeaturesToCells() throws IOException {
        assertThat(run(
                        "--install",
                        "--jvm-option",
                        "-Xmx1g",
                        "--jvm-option=-XX:+UseParallelGC",
                        "--jvm-option",
                        "--enable-preview"))
                .isZero();
        assertThat(argv())
                .containsSubsequence(
                        "-Xmx1g", "-XX:+UseParallelGC", "--enable-preview", "-Dgradwalk.kernel.preview=true", "-jar")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource({"--user, data", "--sys-prefix, venv/share/jupyter", "--prefix=p, p/share/jupyter"})
    void installsWhereItIsToldUnderTheNameThatItIsGiven(String place, String jupyter) throws IOException {
        final var told = place.replace("=", "=" + folder + "/");
        assertThat(run("--install", told, "--name", "Java-21", "--display-name", "Java \"21\""))
                .isZero();
        final var installed = folder.resolve(jupyter).resolve("kernels/java-21");
        assertThat(json(installed).get("display_name").getAsString()).isEqualTo("Java \"21\"");
        assertThat(run("--uninstall", told, "--name", "java-21")).isZero();
        assertThat(files(jupyter)).isEmpty();
        assertThat(run("--uninstall", told, "--name", "java-21")).isEqualTo(1);
        assertThat(printed).contains("no kernel java-21", installed.toString());
    }

    @Test
    void replacesAnEarlierInstallation() throws IOException {
        run("--install", "--jvm-option", "-Da=1");
        Files.writeString(kernel.resolve("classes.jsa"), "old");
        Files.writeString(folder.resolve("some.jar"), "second");
        assertThat(run("--install")).isZero();
        assertThat(printed).contains("Replaced the kernel java");
        assertThat(kernel.resolve("gradwalk-kernel.jar")).hasContent("second");
        assertThat(argv()).doesNotContain("-Da=1");
        assertThat(files("data")).hasSize(4);
    }

    @Test
    void leavesAnEarlierInstallationAsItWasWhenItFails() throws IOException {
        run("--install");
        Files.delete(folder.resolve("some.jar"));
        assertThat(run("--install", "--display-name", "New")).isEqualTo(1);
        assertThat(printed).contains("some.jar");
        assertThat(kernel.resolve("gradwalk-kernel.jar")).hasContent("first");
        assertThat(json(kernel).get("display_name").getAsString()).isEqualTo("Java");
        assertThat(files("data")).hasSize(4);
    }

    @Test
    void touchesAnotherProgramsKernelOnlyWhenToldTo() throws IOException {
        Files.createDirectories(kernel);
        Files.writeString(kernel.resolve("kernel.json"), "foreign");
        for (var action : List.of("--install", "--uninstall")) {
            assertThat(run(action)).isEqualTo(1);
            assertThat(printed).contains(kernel.toString(), "another program's kernel");
            assertThat(kernel.resolve("kernel.json")).hasContent("foreign");
        }
        assertThat(run("--install", "--replace")).isZero();
        assertThat(json(kernel).get("language").getAsString()).isEqualTo("java");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --user                            | expected --install or --uninstall
                    --install --uninstall             | expected --install or --uninstall
                    --install --user --prefix p       | expected one of --user, --sys-prefix and --prefix
                    --install --prefix                | --prefix: expected a folder, but found nothing
                    --install --name --user           | --name: expected a name, but found --user
                    --install --name a/b              | --name: expected ASCII letters, digits, and the characters . _ -, but found a/b
                    --install --display-name=         | --display-name: expected a name, but found nothing
                    --install --jvm-option 2g         | --jvm-option: expected an option such as -Xmx2g, but found 2g
                    --install --jvm-option -Xmx2x     | --jvm-option: expected options with which Java starts, but found -Xmx2x
                    --install --user=me               | --user=me: unknown option
                    --install --heap                  | --heap: unknown option
                    connection.json --install         | connection.json: unknown option
                    """)
    void refusesWrongArgumentsWithHelpAndInstallsNothing(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(printed).contains(Request.HELP, message);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"''", "--help", "--install --help", "-h"})
    void showsTheHelp(String arguments) {
        assertThat(arguments.isEmpty() ? run() : run(arguments.split(" "))).isZero();
        assertThat(printed).isEqualTo(Request.HELP);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, '', /home/ada/.local/share/jupyter",
        "Linux, XDG_DATA_HOME=/data, /data/jupyter",
        "Mac OS X, XDG_DATA_HOME=/data, /home/ada/Library/Jupyter",
        "Windows 11, APPDATA=/roaming, /roaming/jupyter",
        "Windows 11, '', /home/ada/AppData/Roaming/jupyter",
        "Mac OS X, JUPYTER_DATA_DIR=/own, /own",
    })
    void knowsJupytersDataFolder(String system, String variable, String expected) {
        final var parts = variable.split("=");
        final Map<String, String> environment = parts.length > 1 ? Map.of(parts[0], parts[1]) : Map.of();
        assertThat(new Machine(system, Path.of("/home/ada"), environment).jupyter(new Request.Place.User()))
                .isEqualTo(Path.of(expected));
    }
}
