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

/** The exported folder, both as files and on a web server, where it is not the root. */
record Site(Path folder, HttpServer host) implements AutoCloseable {
    static final Path TUTORIALS = Path.of("target/tutorials");

    private static final String SUB_PATH = "/some/where/tutorials/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css",
            "js", "text/javascript",
            "ipynb", "application/json");

    static Site of(Path folder) throws IOException {
        final var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        final var site = new Site(folder.toRealPath(), server);
        server.createContext(SUB_PATH, site::answer);
        server.start();
        return site;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            final var name = exchange.getRequestURI().getPath().substring(SUB_PATH.length());
            if (!has(name)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            final var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            exchange.getResponseHeaders().set("Content-Type", type);
            final var content = Files.readAllBytes(folder.resolve(name));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** The address of the folder as files, with a slash at its end. */
    String files() {
        return folder.toUri().toString();
    }

    /** The address of the folder on the web server, with a slash at its end. */
    String server() {
        return "http://127.0.0.1:" + host.getAddress().getPort() + SUB_PATH;
    }

    static List<String> ofTutorials() throws IOException {
        return pagesIn(TUTORIALS);
    }

    /** The file names of all pages of a course: the index, the pages of the notebooks, and the ledger. */
    static List<String> pagesIn(Path folder) throws IOException {
        return pages(folder, folder, 1);
    }

    /** The file names of the notebooks' pages, in order. */
    List<String> notebookPages() throws IOException {
        return pagesIn(folder).stream()
                .filter(name -> name.matches("\\d\\d-.*"))
                .toList();
    }

    /** The paths of all pages in a folder of this one and below, in order. */
    List<String> pagesBelow(String part) throws IOException {
        return pages(folder, folder.resolve(part), Integer.MAX_VALUE);
    }

    private static List<String> pages(Path folder, Path part, int depth) throws IOException {
        try (var files = Files.walk(part, depth)) {
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
        host.stop(0);
    }
}
