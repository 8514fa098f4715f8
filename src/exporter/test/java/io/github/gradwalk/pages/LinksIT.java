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

/** Every link leads somewhere: to a page, an anchor, a download. */
@ExtendWith(InBrowser.class)
class LinksIT {
    private static final int WIDTH = 1440;

    private final Site site;
    private final Browser browser;

    LinksIT(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
    }

    @Test
    void everyLinkAndAnchorResolves() throws IOException {
        final var address = site.addresses().get(0);
        final var links = new HashMap<String, Set<String>>();
        final var anchors = new HashMap<String, Set<String>>();
        for (final var page : site.pages()) {
            browser.open(address + page, WIDTH, "light");
            links.put(
                    page,
                    new HashSet<>(browser.texts("return [...document.querySelectorAll('a[href]')].map(a => a.href)")));
            anchors.put(
                    page, new HashSet<>(browser.texts("return [...document.querySelectorAll('[id]')].map(e => e.id)")));
        }
        assertThat(links.values()).allSatisfy(urls -> assertThat(urls).hasSizeGreaterThan(10));
        assertThat(broken(address, links, anchors)).isEmpty();
    }

    private Set<String> broken(String address, Map<String, Set<String>> links, Map<String, Set<String>> anchors) {
        final var broken = new TreeSet<String>();
        links.forEach((page, urls) -> {
            for (final var url : urls) {
                if (url.startsWith("http://") || url.startsWith("https://")) {
                    continue;
                }
                final var parts = (url.startsWith(address) ? url.substring(address.length()) : url).split("#", 2);
                final var anchor = parts.length == 1
                        ? ""
                        : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
                if (!site.has(parts[0])) {
                    broken.add(page + ": " + url + " leads nowhere");
                } else if (!anchor.isEmpty()
                        && !anchors.getOrDefault(parts[0], Set.of()).contains(anchor)) {
                    broken.add(page + ": " + url + " has no such anchor");
                }
            }
        });
        return broken;
    }

    /** What leads out of the folder is asked for by a reader's click only, and leads to few places. */
    @Test
    void linksOutOfTheFolderAreEncrypted() throws IOException {
        for (final var page : site.pages()) {
            browser.visit(site.addresses().get(0) + page, WIDTH, "light");
            assertThat(browser.texts("return [...document.querySelectorAll('a[href^=http]')].map(a => a.href)"))
                    .as(page)
                    .allMatch(url -> url.startsWith("https://"));
        }
    }

    @Test
    void pagesLeadToTheirNeighbours() throws IOException {
        final var pages = site.notebookPages();
        for (int i = 0; i < pages.size(); i++) {
            browser.visit(site.addresses().get(0) + pages.get(i), WIDTH, "light");
            assertThat(neighbour("prev")).isEqualTo(i == 0 ? List.of() : List.of(pages.get(i - 1)));
            assertThat(neighbour("next")).isEqualTo(i == pages.size() - 1 ? List.of() : List.of(pages.get(i + 1)));
        }
        browser.visit(site.addresses().get(0) + "index.html", WIDTH, "light");
        final var led =
                browser.texts("return [...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))");
        assertThat(led).containsAll(pages).contains("ledger.html");
    }

    private List<String> neighbour(String relation) {
        return browser.texts(
                "return [...document.querySelectorAll('a[rel=" + relation + "]')].map(a => a.getAttribute('href'))");
    }

    @Test
    void everyDownloadIsTheNotebook() throws Exception {
        final var client = HttpClient.newHttpClient();
        for (final var page : site.notebookPages()) {
            browser.visit(site.addresses().get(1) + page, WIDTH, "light");
            final var downloads =
                    browser.texts("return [...document.querySelectorAll('a[download]')].map(a => a.href)");
            assertThat(downloads).as(page).hasSize(1);
            final var answer = client.send(
                    HttpRequest.newBuilder(URI.create(downloads.get(0))).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .isEqualTo(Files.readAllBytes(Path.of("notebooks", page.replace(".html", ".ipynb"))));
        }
    }
}
