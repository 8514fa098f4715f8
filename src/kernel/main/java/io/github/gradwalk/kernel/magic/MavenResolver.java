package io.github.gradwalk.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Asks Maven, with the user's settings and local repository. Loaded beside the kernel, so that it speaks Java's own types only. */
public final class MavenResolver implements Function<Map<String, List<String>>, List<String>> {
    /** The name under which Maven is given a POM that is in no repository. */
    private static final Artifact GIVEN = new DefaultArtifact("gradwalk.given:given:pom:1");

    /**
     * Takes {@code artifacts}, {@code poms}, {@code scopes} and {@code repositories} as {@code name=url}; returns paths of jars. Throws
     * {@code IllegalArgumentException} for what cannot be found.
     */
    @Override
    public List<String> apply(final Map<String, List<String>> request) {
        final var settings = ContextOverrides.create().withUserSettings(true).build();
        try (var context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            final var collected = new CollectRequest();
            collected.setRepositories(repositories(context, request.get("repositories")));
            for (final var artifact : request.getOrDefault("artifacts", List.of())) {
                collected.addDependency(new Dependency(new DefaultArtifact(artifact), JavaScopes.RUNTIME));
            }
            for (final var pom : request.getOrDefault("poms", List.of())) {
                addPom(context, new File(pom), collected);
            }
            final var scopes = new ArrayList<>(request.getOrDefault("scopes", List.of()));
            if (scopes.isEmpty()) {
                scopes.add(JavaScopes.RUNTIME);
            }
            final var filter = DependencyFilterUtils.classpathFilter(scopes);
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), new DependencyRequest(collected, filter))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().getPath())
                    .toList();
        } catch (final RepositoryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Also what is named only here goes through the user's mirrors and proxies. */
    private static List<RemoteRepository> repositories(final Context context, final List<String> named) {
        final var more = named.stream()
                .map(entry -> entry.split("=", 2))
                .map(entry -> new RemoteRepository.Builder(entry[0], "default", entry[1]).build())
                .toList();
        final List<RemoteRepository> all = new ArrayList<>(context.remoteRepositories());
        all.addAll(context.repositorySystem().newResolutionRepositories(context.repositorySystemSession(), more));
        return all;
    }

    /** Adds what the POM depends on, with its parents, imports, properties and repositories as Maven understands them. */
    private static void addPom(final Context context, final File pom, final CollectRequest collected)
            throws RepositoryException {
        final var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setWorkspaceReader(new OnePom(pom));
        final var described = context.repositorySystem()
                .readArtifactDescriptor(session, new ArtifactDescriptorRequest(GIVEN, collected.getRepositories(), ""));
        described.getDependencies().forEach(collected::addDependency);
        described.getManagedDependencies().forEach(collected::addManagedDependency);
        context.repositorySystem()
                .newResolutionRepositories(session, described.getRepositories())
                .forEach(collected::addRepository);
    }

    private record OnePom(File file) implements WorkspaceReader {
        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("given");
        }

        @Override
        public File findArtifact(final Artifact artifact) {
            return artifact.getGroupId().equals(GIVEN.getGroupId()) ? file : null;
        }

        @Override
        public List<String> findVersions(final Artifact artifact) {
            return List.of();
        }
    }
}
