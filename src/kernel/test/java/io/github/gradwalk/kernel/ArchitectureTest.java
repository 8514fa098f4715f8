package io.github.gradwalk.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room of the kernel may import which. */
@AnalyzeClasses(
        packages = {"io.github.gradwalk", "io.github.spencerpark"},
        importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(final Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String MAIN = "io.github.gradwalk.kernel";
    private static final String INSTALL = MAIN + ".install";
    private static final String INTERPRETER = MAIN + ".interpreter";
    private static final String MAGIC = MAIN + ".magic";
    private static final String PROTOCOL = MAIN + ".protocol";
    private static final String RENDER = MAIN + ".render";
    private static final String SHELL = MAIN + ".shell";
    private static final String IJAVA = "io.github.spencerpark..";

    /** Protocol and shell know only the seam between them; IJava's names import the kernel, which does not import them. */
    @ArchTest
    static final ArchRule rooms = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("main")
            .definedBy(MAIN)
            .layer("install")
            .definedBy(INSTALL)
            .layer("IJava")
            .definedBy(IJAVA)
            .layer("protocol")
            .definedBy(PROTOCOL)
            .layer("shell")
            .definedBy(SHELL)
            .layer("magic")
            .definedBy(MAGIC)
            .layer("render")
            .definedBy(RENDER)
            .layer("interpreter")
            .definedBy(INTERPRETER)
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("IJava")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("protocol")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("shell")
            .mayOnlyBeAccessedByLayers("main", "IJava")
            .whereLayer("magic")
            .mayOnlyBeAccessedByLayers("shell", "IJava")
            .whereLayer("render")
            .mayOnlyBeAccessedByLayers("shell", "IJava")
            .whereLayer("interpreter")
            .mayNotAccessAnyLayer()
            .whereLayer("install")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("install")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyProtocolAndInstallerKnowSockets =
            onlyKnownTo(new String[] {PROTOCOL, INSTALL}, "org.zeromq..", "zmq..");

    @ArchTest
    static final ArchRule theInterpreterKnowsNoJson =
            onlyKnownTo(new String[] {PROTOCOL, RENDER, MAGIC, INSTALL}, "com.google.gson..");

    @ArchTest
    static final ArchRule onlyTheShellKnowsJShell = onlyKnownTo(new String[] {SHELL, RENDER}, "jdk.jshell..");

    /** The kernel stands alone: it imports nothing of the library, nor any library for notebooks. */
    @ArchTest
    static final ArchRule theKernelStandsAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    MAIN + "..",
                    IJAVA,
                    "java..",
                    "javax.crypto..",
                    "javax.imageio..",
                    "javax.lang.model..",
                    "com.sun.management..",
                    "com.sun.tools.attach..",
                    "jdk.jshell..",
                    "org.zeromq..",
                    "zmq..",
                    "com.google.gson..",
                    "eu.maveniverse.maven.mima..",
                    "org.eclipse.aether..");

    private static ArchRule onlyKnownTo(final String[] rooms, final String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
