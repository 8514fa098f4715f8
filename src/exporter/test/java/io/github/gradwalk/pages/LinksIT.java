package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every link leads to a page, an anchor or a download that exists. */
@ExtendWith(InBrowser.class)
record LinksIT(Site site, Browser browser) {
    private static final int WIDTH = 1440;

    /** A file that a notebook offers, which is within the link. */
    private static final String OFFERED = "[href^=\"data:application/octet-stream;base64,\"]";

    /** Javadoc 17 links to a heading of this page that has no anchor. */
    private static final String FAULTY = "api/constant-values.html";

    @Test
    void everyLinkAndAnchorResolves() throws IOException {
        final var links = new HashMap<String, Set<String>>();
        final var anchors = new HashMap<String, Set<String>>();
        for (final var page : site.pagesBelow("")) {
            browser.open(site.files() + page, WIDTH, "light");
            links.put(page, new HashSet<>(browser.each("a[href]:not(" + OFFERED + ")", "e.href")));
            anchors.put(page, new HashSet<>(browser.each("[id]", "e.id")));
            if (page.startsWith("api/")) {
                assertThat(links.get(page)).as(page).allMatch(url -> url.startsWith(site.files()));
            } else {
                assertThat(links.get(page)).as(page).hasSizeGreaterThan(10);
            }
        }
        assertThat(links).hasSizeGreaterThan(35);
        assertThat(broken(links, anchors)).isEmpty();
    }

    private Set<String> broken(Map<String, Set<String>> links, Map<String, Set<String>> anchors) {
        final var broken = new TreeSet<String>();
        links.forEach((page, urls) -> {
            for (final var url : urls) {
                if (url.startsWith("http://") || url.startsWith("https://")) {
                    continue;
                }
                final var parts = (url.startsWith(site.files())
                                ? url.substring(site.files().length())
                                : url)
                        .split("#", 2);
                final var anchor = parts.length == 1
                        ? ""
                        : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
                if (!site.has(parts[0])) {
                    broken.add(page + ": " + url + " leads nowhere");
                } else if (!anchor.isEmpty()
                        && !parts[0].equals(FAULTY)
                        && !anchors.getOrDefault(parts[0], Set.of()).contains(anchor)) {
                    broken.add(page + ": " + url + " has no such anchor");
                }
            }
        });
        return broken;
    }

    /** A link that leads out of the folder is followed only when a reader clicks on it. */
    @EachPage
    void linksOutOfTheFolderAreEncrypted(String page) {
        browser.visit(site.files() + page, WIDTH, "light");
        assertThat(browser.each("a[href^=http]", "e.href")).allMatch(url -> url.startsWith("https://"));
    }

    @Test
    void pagesLeadToTheirNeighbours() throws IOException {
        final var pages = site.notebookPages();
        for (int i = 0; i < pages.size(); i++) {
            browser.visit(site.files() + pages.get(i), WIDTH, "light");
            assertThat(hrefs("a[rel=prev]")).isEqualTo(i == 0 ? List.of() : List.of(pages.get(i - 1)));
            assertThat(hrefs("a[rel=next]")).isEqualTo(i == pages.size() - 1 ? List.of() : List.of(pages.get(i + 1)));
            assertThat(hrefs("a")).contains("api/index.html");
        }
        browser.visit(site.files() + "index.html", WIDTH, "light");
        assertThat(hrefs("main a")).containsAll(pages).contains("ledger.html", "api/index.html");
    }

    private List<String> hrefs(String selector) {
        return browser.each(selector, "e.getAttribute('href')");
    }

    @Test
    void everyDownloadIsTheNotebook() throws Exception {
        final var client = HttpClient.newHttpClient();
        for (final var page : site.notebookPages()) {
            browser.visit(site.server() + page, WIDTH, "light");
            final var downloads = browser.each("a[download]:not(" + OFFERED + ")", "e.href");
            assertThat(downloads).as(page).hasSize(1);
            final var answer = client.send(
                    HttpRequest.newBuilder(URI.create(downloads.get(0))).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .isEqualTo(Files.readAllBytes(Path.of("notebooks", page.replace(".html", ".ipynb"))));
        }
    }

    @Test
    void thePageOffersTheFileThatTheNotebookOffers() throws IOException {
        final var name = "16-penguins-and-digits";
        browser.visit(site.server() + name + ".html", WIDTH, "light");
        final var offered = browser.each(".output a[download='digits.onnx']", "e.href");
        assertThat(offered).hasSize(1);
        assertThat(Files.readString(Path.of("notebooks", name + ".ipynb"))).contains(offered.get(0));
    }
}
