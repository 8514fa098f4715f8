package io.github.gradwalk.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import java.io.File;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;

/** A POM that is in no repository. */
record GivenPom(File file) {
    /** The name under which Maven is given it. */
    private static final Artifact NAME = new DefaultArtifact("gradwalk.given:given:pom:1");

    /** Adds what the POM depends on, with its parents, imports, properties and repositories as Maven understands them. */
    void addTo(CollectRequest request, Context context) throws RepositoryException {
        final var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setWorkspaceReader(new OnePom(file));
        final var described = context.repositorySystem()
                .readArtifactDescriptor(session, new ArtifactDescriptorRequest(NAME, request.getRepositories(), ""));
        described.getDependencies().forEach(request::addDependency);
        described.getManagedDependencies().forEach(request::addManagedDependency);
        context.repositorySystem()
                .newResolutionRepositories(session, described.getRepositories())
                .forEach(request::addRepository);
    }

    private record OnePom(File file) implements WorkspaceReader {
        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("given");
        }

        @Override
        public File findArtifact(Artifact artifact) {
            return artifact.getGroupId().equals(NAME.getGroupId()) ? file : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return List.of();
        }
    }
}
