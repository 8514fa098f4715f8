package io.github.spencerpark.ijava.magics;

import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.List;
import java.util.function.Consumer;

/** What Java code calls instead of the magics for Maven, as in IJava. What cannot be found is an {@code IllegalArgumentException}. */
public record MavenResolver(Magics magics, Consumer<String> classPath) {
    /** Names one more repository, as {@code %mavenRepo} does. */
    public void addRemoteRepo(String name, String url) {
        addMavenRepo(List.of(name, url));
    }

    public void addMavenRepo(List<String> nameAndUrl) {
        magics.lineMagic("mavenRepo", nameAndUrl);
    }

    /** Adds artifacts and all that they need to the class path, as {@code %maven} does. */
    public void addMavenDependencies(List<String> artifacts) {
        magics.lineMagic("maven", artifacts);
    }

    /** Adds what a POM depends on, as {@code %loadFromPOM} does. */
    public void loadFromPOM(List<String> fileAndScopes) {
        magics.lineMagic("loadFromPOM", fileAndScopes);
    }

    /** Adds what a POM depends on, as {@code %%loadFromPOM} does. */
    public void loadFromPOM(List<String> scopes, String pom) {
        magics.cellMagic("loadFromPOM", scopes, pom);
    }

    public void addJarsToClasspath(Iterable<String> jars) {
        jars.forEach(classPath);
    }
}
