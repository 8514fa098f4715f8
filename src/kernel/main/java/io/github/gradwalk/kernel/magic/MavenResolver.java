package io.github.gradwalk.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DefaultDependencyNode;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * Asks Maven, with the user's settings and local repository. All that a session asks for is resolved together, as if one POM listed it; but
 * what is on the class path already stays there.
 */
final class MavenResolver {
    private final ClassPath classPath;
    /** What was asked for until now. */
    private CollectRequest earlier = new CollectRequest();
    /** What Maven has read, so that it need not read it again. */
    private RepositoryCache cache = new DefaultRepositoryCache();

    MavenResolver(ClassPath classPath) {
        this.classPath = classPath;
    }

    /**
     * Returns the artifacts, and what the POM, if there is one, asks for, with all that they need in these scopes; if there are none, at
     * run time. Repositories are URLs by name. Throws {@code IllegalArgumentException} for what cannot be found.
     */
    Resolution resolve(
            List<Artifact> artifacts, Optional<Path> pom, List<String> scopes, Map<String, String> repositories) {
        final var settings = ContextOverrides.create().withUserSettings(true).build();
        final var wanted = scopes.isEmpty() ? List.of(JavaScopes.RUNTIME) : scopes;
        try (var context = Runtimes.INSTANCE.getRuntime().create(settings)) {
            final var request = new CollectRequest();
            request.setRepositories(repositories(context, repositories));
            try {
                for (var artifact : artifacts) {
                    request.addDependency(new Dependency(artifact, JavaScopes.RUNTIME));
                }
                if (pom.isPresent()) {
                    new GivenPom(pom.get().toFile()).addTo(request, context);
                }
                return resolve(context, request, DependencyFilterUtils.classpathFilter(wanted));
            } catch (RepositoryException e) {
                // It would keep what could not be read, too.
                cache = new DefaultRepositoryCache();
                final var published = published(context, artifacts, request.getRepositories());
                if (!published.equals(artifacts)) {
                    return resolve(published, pom, scopes, repositories);
                }
                throw new MavenFailure(context, request.getRepositories()).explained(e);
            }
        }
    }

    /** Returns the artifacts, but as a POM those that are only a list of others and therefore have no jar. */
    private static List<Artifact> published(
            Context context, List<Artifact> artifacts, List<RemoteRepository> repositories) {
        return artifacts.stream()
                .map(artifact -> isPublishedAsPom(context, artifact, repositories) ? asPom(artifact) : artifact)
                .toList();
    }

    private static Artifact asPom(Artifact artifact) {
        return new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    }

    private static boolean isPublishedAsPom(Context context, Artifact artifact, List<RemoteRepository> repositories) {
        try {
            final var pom = context.repositorySystem()
                    .resolveArtifact(
                            context.repositorySystemSession(), new ArtifactRequest(asPom(artifact), repositories, ""));
            return Files.readString(pom.getArtifact().getFile().toPath()).contains("<packaging>pom</packaging>");
        } catch (ArtifactResolutionException | IOException e) {
            return false;
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

    private Resolution resolve(Context context, CollectRequest request, DependencyFilter wanted)
            throws RepositoryException {
        final var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setCache(cache);
        session.setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, true);
        // What could not be found a moment ago may be there now.
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
        final var together = together(earlier, request);
        final var graph = graph(context.repositorySystem(), session, together, request);
        final var mediation = new Mediation(graph, request.getDependencies(), wanted);
        final var resolution = choose(context.repositorySystem(), session, mediation);
        together.setDependencies(together.getDependencies().stream()
                .filter(root -> wanted.accept(new DefaultDependencyNode(root), List.of()))
                .map(root -> root.setScope(JavaScopes.RUNTIME))
                .toList());
        earlier = together;
        return resolution;
    }

    /** Of two versions of a direct dependency Maven would take the higher one; here the first one counts. */
    private static CollectRequest together(CollectRequest some, CollectRequest more) {
        return new CollectRequest(
                joined(some.getDependencies(), more.getDependencies(), root -> Mediation.key(root.getArtifact())),
                joined(
                        some.getManagedDependencies(),
                        more.getManagedDependencies(),
                        root -> Mediation.key(root.getArtifact())),
                joined(more.getRepositories(), some.getRepositories(), each -> each.getId() + " " + each.getUrl()));
    }

    private static <T> List<T> joined(List<T> some, List<T> more, Function<T, String> key) {
        final Map<String, T> all = new LinkedHashMap<>();
        Stream.concat(some.stream(), more.stream()).forEach(each -> all.putIfAbsent(key.apply(each), each));
        return List.copyOf(all.values());
    }

    private static List<DependencyNode> graph(
            RepositorySystem system, RepositorySystemSession session, CollectRequest together, CollectRequest request)
            throws DependencyCollectionException {
        try {
            return system.collectDependencies(session, together).getRoot().getChildren();
        } catch (DependencyCollectionException e) {
            // Ranges of versions may have nothing in common with those of earlier requests.
            return system.collectDependencies(session, request).getRoot().getChildren();
        }
    }

    /** Leaves what is on the class path, and gets the rest. */
    private Resolution choose(RepositorySystem system, RepositorySystemSession session, Mediation mediation)
            throws ArtifactResolutionException {
        final Map<DependencyNode, Optional<Library>> present = new LinkedHashMap<>();
        mediation.chosen().forEach(node -> present.put(node, classPath.find(library(node.getArtifact()))));
        final var missing = mediation.chosen().stream()
                .filter(node -> present.get(node).isEmpty())
                .map(ArtifactRequest::new)
                .toList();
        final var found = system.resolveArtifacts(session, missing).iterator();
        final List<Library> libraries = new ArrayList<>();
        final List<Library.Conflict> conflicts = new ArrayList<>();
        for (var node : mediation.chosen()) {
            final var used =
                    present.get(node).orElseGet(() -> library(found.next().getArtifact()));
            libraries.add(used);
            mediation.otherVersions(node, used.version(), present.get(node).isPresent()).stream()
                    .map(version -> new Library.Conflict(used, version))
                    .forEach(conflicts::add);
        }
        return new Resolution(libraries, conflicts);
    }

    private static Library library(Artifact artifact) {
        final var classifier = artifact.getClassifier();
        return new Library(
                artifact.getGroupId(),
                classifier.isEmpty() ? artifact.getArtifactId() : artifact.getArtifactId() + "-" + classifier,
                artifact.getBaseVersion(),
                artifact.getFile() == null ? Path.of("") : artifact.getFile().toPath());
    }
}
