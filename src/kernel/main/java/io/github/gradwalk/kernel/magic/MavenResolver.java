package io.github.gradwalk.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Asks Maven, with the user's settings and local repository. */
final class MavenResolver {
    /** The name under which Maven is given a POM that is in no repository. */
    private static final Artifact GIVEN = new DefaultArtifact("gradwalk.given:given:pom:1");

    private MavenResolver() {}

    /**
     * Returns the paths of the jars of the artifacts, and of what the POM, if there is one, asks for, with all that they need in these
     * scopes; if there are none, at run time. Repositories are URLs by name. Throws {@code IllegalArgumentException} for what cannot be found.
     */
    static List<String> jars(
            List<String> artifacts, Optional<Path> pom, List<String> scopes, Map<String, String> repositories) {
        final var settings = ContextOverrides.create().withUserSettings(true).build();
        try (var context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            final var request = new CollectRequest();
            request.setRepositories(repositories(context, repositories));
            for (var artifact : artifacts) {
                request.addDependency(new Dependency(new DefaultArtifact(artifact), JavaScopes.RUNTIME));
            }
            if (pom.isPresent()) {
                addPom(context, pom.get().toFile(), request);
            }
            final var wanted = scopes.isEmpty() ? List.of(JavaScopes.RUNTIME) : scopes;
            final var filter = DependencyFilterUtils.classpathFilter(wanted);
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), new DependencyRequest(request, filter))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().getPath())
                    .toList();
        } catch (RepositoryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Also what is named only here goes through the user's mirrors and proxies. */
    private static List<RemoteRepository> repositories(Context context, Map<String, String> named) {
        final var more = named.entrySet().stream()
                .map(entry -> new RemoteRepository.Builder(entry.getKey(), "default", entry.getValue()).build())
                .toList();
        final List<RemoteRepository> all = new ArrayList<>(context.remoteRepositories());
        all.addAll(context.repositorySystem().newResolutionRepositories(context.repositorySystemSession(), more));
        return all;
    }

    /** Adds what the POM depends on, with its parents, imports, properties and repositories as Maven understands them. */
    private static void addPom(Context context, File pom, CollectRequest collected) throws RepositoryException {
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
        public File findArtifact(Artifact artifact) {
            return artifact.getGroupId().equals(GIVEN.getGroupId()) ? file : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return List.of();
        }
    }
}
