package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.net.UrlChecker;

/** A JupyterLab with settings of its own, on the notebooks of a folder. */
final class Lab implements AutoCloseable {
    private static final String PYTHON = System.getProperty("gradwalk.python", "");

    private final Path folder;
    private Process server;
    private String address;

    /** Makes the folder, in whose {@link #notebooks} are the notebooks. */
    Lab(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        Files.createDirectories(notebooks());
    }

    boolean isInstalled() throws IOException, InterruptedException {
        return !PYTHON.isEmpty() && run("-c", "import jupyterlab").waitFor() == 0;
    }

    Path notebooks() {
        return folder.resolve("notebooks");
    }

    /** Makes JupyterLab trust a notebook. */
    void sign(String notebook) throws IOException, InterruptedException {
        assertThat(run("-m", "nbformat.sign", notebooks().resolve(notebook).toString())
                        .waitFor())
                .isZero();
    }

    void start() throws Exception {
        // All cells are rendered, not only those in sight.
        final var settings = Files.createDirectories(folder.resolve("settings/@jupyterlab/notebook-extension"));
        Files.writeString(settings.resolve("tracker.jupyterlab-settings"), "{\"windowingMode\": \"none\"}");
        final int port = PortProber.findFreePort();
        server = run(
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port,
                "--ServerApp.port_retries=0",
                "--IdentityProvider.token=",
                "--ServerApp.root_dir=" + notebooks(),
                "--LabApp.user_settings_dir=" + folder.resolve("settings"),
                "--LabApp.workspaces_dir=" + folder.resolve("workspaces"));
        address = "http://127.0.0.1:" + port;
        new UrlChecker()
                .waitUntilAvailable(
                        60, TimeUnit.SECONDS, URI.create(address + "/lab/tree/").toURL());
    }

    String address() {
        return address;
    }

    void open(Browser browser, String notebook) {
        browser.load(address + "/lab/tree/" + notebook + "?reset", 1440, "light");
    }

    private Process run(String... arguments) throws IOException {
        final var command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    @Override
    public void close() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.onExit().join();
        }
    }
}
