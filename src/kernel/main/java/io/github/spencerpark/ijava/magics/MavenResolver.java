package io.github.spencerpark.ijava.magics;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.runtime.Magics;
import java.util.List;

/** What Java code calls instead of the magics for Maven, as in IJava. What cannot be found is an {@code IllegalArgumentException}. */
public final class MavenResolver {
    /** Names one more repository, as {@code %mavenRepo} does. */
    public void addRemoteRepo(String name, String url) {
        addMavenRepo(List.of(name, url));
    }

    public void addMavenRepo(List<String> nameAndUrl) {
        Magics.lineMagic("mavenRepo", nameAndUrl);
    }

    /** Adds artifacts and all that they need to the class path, as {@code %maven} does. */
    public void addMavenDependencies(List<String> artifacts) {
        Magics.lineMagic("maven", artifacts);
    }

    /** Adds what a POM depends on, as {@code %loadFromPOM} does. */
    public void loadFromPOM(List<String> fileAndScopes) {
        Magics.lineMagic("loadFromPOM", fileAndScopes);
    }

    /** Adds what a POM depends on, as {@code %%loadFromPOM} does. */
    public void loadFromPOM(List<String> scopes, String pom) {
        Magics.cellMagic("loadFromPOM", scopes, pom);
    }

    public void addJarsToClasspath(Iterable<String> jars) {
        jars.forEach(IJava.getKernelInstance()::addToClasspath);
    }
}
