package io.github.gradwalk.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The exported folder, both as files and on a web server, where it is not the root. */
final class Site implements AutoCloseable {
    static final Path TUTORIALS = Path.of("target/tutorials");

    private static final String SUB_PATH = "/some/where/tutorials/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css",
            "js", "text/javascript",
            "ipynb", "application/json");

    private final Path folder;
    private final HttpServer server;

    private Site(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    static Site of(Path folder) throws IOException {
        final var root = folder.toRealPath();
        final var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        final var site = new Site(root, server);
        server.createContext("/", site::answer);
        server.start();
        return site;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            final var path = exchange.getRequestURI().getPath();
            final var file = folder.resolve(path.startsWith(SUB_PATH) ? path.substring(SUB_PATH.length()) : "none")
                    .normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            final var name = file.getFileName().toString();
            final var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            exchange.getResponseHeaders().set("Content-Type", type);
            final var content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** The two addresses of the folder, each with a slash at its end. */
    List<String> addresses() {
        final var uri = folder.toUri().toString();
        return List.of(
                uri.endsWith("/") ? uri : uri + "/",
                "http://127.0.0.1:" + server.getAddress().getPort() + SUB_PATH);
    }

    /** The file names of the notebooks' pages, in order. */
    List<String> notebookPages() throws IOException {
        return notebookPagesIn(folder);
    }

    private static List<String> notebookPagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.*\\.html"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> ofTutorials() throws IOException {
        return pagesIn(TUTORIALS);
    }

    /** The file names of all pages of the course: the index, the pages of the notebooks, and the ledger. */
    List<String> pages() throws IOException {
        return pagesIn(folder);
    }

    static List<String> pagesIn(Path folder) throws IOException {
        return Stream.of(List.of("index.html"), notebookPagesIn(folder), List.of("ledger.html"))
                .flatMap(List::stream)
                .toList();
    }

    /** The paths of all pages in a folder of this one and below, in order. */
    List<String> pagesBelow(String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    String source(String page) throws IOException {
        return Files.readString(folder.resolve(page));
    }

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
