package io.github.gradwalk.kernel.magic;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code %help} says, and which magic may have been meant. */
final class MagicHelp {
    private static final int TYPING_ERRORS = 2;

    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("%classpath", "adds jars and folders of classes: %classpath lib/*.jar"),
            Map.entry("%jars", "adds jars only: %jars lib/*"),
            Map.entry(
                    "%maven", "adds an artifact and all that it needs: %maven org.apache.commons:commons-math3:3.6.1"),
            Map.entry("%addMavenDependency", "the same as %maven"),
            Map.entry("%addMavenDependencies", "the same as %maven"),
            Map.entry("%mavenRepo", "names one more repository: %mavenRepo jitpack https://jitpack.io"),
            Map.entry("%addMavenRepo", "the same as %mavenRepo"),
            Map.entry("%loadFromPOM", "adds what a POM depends on: %loadFromPOM pom.xml"),
            Map.entry("%%loadFromPOM", "adds what the POM in the cell depends on"),
            Map.entry("%load", "runs a file, Java or a notebook: %load tools.jshell"),
            Map.entry("%time", "tells how long the line took: %time fit(data)"),
            Map.entry("%%time", "tells how long the cell took"),
            Map.entry("%%writefile", "writes the cell to a file: %%writefile notes.txt"),
            Map.entry("%help", "lists the magics"));

    private MagicHelp() {}

    static String text(Collection<String> names) {
        final int width = names.stream().mapToInt(String::length).max().orElse(0);
        return names.stream()
                        .filter(name -> name.startsWith("%"))
                        .map(name -> String.format(
                                "%-" + width + "s  %s", name, LINES.getOrDefault(name, "registered in this session")))
                        .collect(Collectors.joining("\n"))
                + "\n/vars, /methods, /types and /imports list what cells have declared.";
    }

    /** Says that the magic is unknown, and which ones have a name like it. */
    static String unknown(String name, Collection<String> names) {
        final var near = names.stream()
                .filter(known -> known.startsWith("%"))
                .filter(known -> isNear(bare(known), bare(name)))
                .collect(Collectors.joining(" or "));
        return "unknown magic " + name + "; " + (near.isEmpty() ? "" : "did you mean " + near + "? ")
                + "%help lists them";
    }

    private static String bare(String name) {
        return name.replaceFirst("^%+", "").toLowerCase();
    }

    private static boolean isNear(String known, String given) {
        return given.length() > 2 && known.startsWith(given)
                || distance(known, given) <= Math.min(TYPING_ERRORS, given.length() / 2);
    }

    /** The number of letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
