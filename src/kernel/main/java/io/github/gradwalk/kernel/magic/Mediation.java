package io.github.gradwalk.kernel.magic;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.artifact.ArtifactIdUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionScheme;

/**
 * What some dependencies need, in a graph of Maven's that also has others. A node of a version that Maven has not chosen refers to the node
 * of the one that it has.
 */
final class Mediation {
    private static final VersionScheme VERSIONS = new GenericVersionScheme();

    private final List<Dependency> dependencies;
    private final Map<String, DependencyNode> chosen = new LinkedHashMap<>();
    private final Map<String, String> nearest = new LinkedHashMap<>();

    /** Takes the uppermost nodes of the graph, and the scopes that are wanted. */
    Mediation(List<DependencyNode> graph, List<Dependency> dependencies, DependencyFilter wanted) {
        this.dependencies = dependencies;
        final Queue<DependencyNode> queue = new ArrayDeque<>();
        graph.stream()
                .filter(node -> dependencies.stream()
                        .anyMatch(each -> key(each.getArtifact()).equals(key(node))))
                .forEach(node -> visit(node, wanted, queue));
        while (!queue.isEmpty()) {
            for (var node : queue.remove().getChildren()) {
                nearest.putIfAbsent(key(node), node.getArtifact().getBaseVersion());
                visit(node, wanted, queue);
            }
        }
    }

    private void visit(DependencyNode node, DependencyFilter wanted, Queue<DependencyNode> queue) {
        final var winner =
                node.getData().get(ConflictResolver.NODE_DATA_WINNER) instanceof DependencyNode other ? other : node;
        if (wanted.accept(winner, List.of()) && chosen.putIfAbsent(key(winner), winner) == null) {
            queue.add(winner);
        }
    }

    private static String key(DependencyNode node) {
        return key(node.getArtifact());
    }

    static String key(Artifact artifact) {
        return ArtifactIdUtils.toVersionlessId(artifact);
    }

    /** Returns one node for each artifact, the nearest first. */
    Collection<DependencyNode> chosen() {
        return chosen.values();
    }

    /** Returns the versions that were asked for in place of the one that is used; if that was there before, also those that others need. */
    List<String> otherVersions(DependencyNode node, String used, boolean wasThere) {
        final var direct = dependencies.stream()
                .map(Dependency::getArtifact)
                .filter(artifact -> key(artifact).equals(key(node)))
                .map(Artifact::getBaseVersion)
                .toList();
        final var asked = direct.isEmpty() && wasThere ? Stream.ofNullable(nearest.get(key(node))) : direct.stream();
        return asked.filter(version -> !admits(version, used)).toList();
    }

    private static boolean admits(String asked, String version) {
        try {
            return asked.equals("LATEST")
                    || asked.equals("RELEASE")
                    || VERSIONS.parseVersionConstraint(asked).containsVersion(VERSIONS.parseVersion(version));
        } catch (InvalidVersionSpecificationException e) {
            return false;
        }
    }
}
