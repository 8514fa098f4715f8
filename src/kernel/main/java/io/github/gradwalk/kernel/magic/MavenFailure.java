package io.github.gradwalk.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;

/** Says in one line why Maven could not bring an artifact, and what to do. */
record MavenFailure(Context context, List<RemoteRepository> repositories) {
    IllegalArgumentException explained(RepositoryException failure) {
        final var causes = causes(failure);
        return new IllegalArgumentException(
                first(causes, ArtifactTransferException.class, MavenFailure::isOfNetwork)
                        .map(this::unreachable)
                        .or(() -> first(causes, ArtifactNotFoundException.class, e -> true)
                                .map(this::missing))
                        .orElseGet(failure::getMessage),
                failure);
    }

    private static boolean isOfNetwork(ArtifactTransferException failure) {
        return !(failure instanceof ArtifactNotFoundException);
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type, Predicate<T> condition) {
        return causes.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(condition)
                .findFirst();
    }

    /** Returns all that led to the failure, also of several artifacts. */
    private static List<Throwable> causes(Throwable failure) {
        final List<Throwable> all = new ArrayList<>(List.of(failure));
        for (int i = 0; i < all.size(); i++) {
            final var cause = all.get(i);
            if (cause instanceof ArtifactResolutionException several) {
                several.getResults().forEach(result -> all.addAll(result.getExceptions()));
            }
            Optional.ofNullable(cause.getCause())
                    .filter(deeper -> !all.contains(deeper))
                    .ifPresent(all::add);
        }
        return all;
    }

    private String unreachable(ArtifactTransferException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        final var repository = failure.getRepository();
        return "cannot get " + name(failure.getArtifact()) + " from " + repository.getId() + " (" + repository.getUrl()
                + "): " + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                + "; check the network, and mirrors and proxies in your Maven settings (~/.m2/settings.xml)";
    }

    private String missing(ArtifactNotFoundException failure) {
        final var places = repositories.stream()
                .map(repository ->
                        repository.getId() + " (" + repository.getUrl().replaceFirst("/$", "") + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return "there is no " + name(failure.getArtifact()) + " in " + places
                + newest(failure.getArtifact())
                        .map(version -> "; the newest version there is " + version)
                        .orElse("; check the spelling, or name the repository that has it: %mavenRepo NAME URL");
    }

    private Optional<String> newest(Artifact artifact) {
        final var all =
                new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), artifact.getExtension(), "[0,)");
        try {
            return Optional.ofNullable(context.repositorySystem()
                            .resolveVersionRange(
                                    context.repositorySystemSession(), new VersionRangeRequest(all, repositories, ""))
                            .getHighestVersion())
                    .map(Object::toString);
        } catch (VersionRangeResolutionException e) {
            return Optional.empty();
        }
    }

    private static String name(Artifact artifact) {
        return artifact.toString().replace(":jar:", ":");
    }
}
