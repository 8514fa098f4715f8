package io.github.gradwalk.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which package of the kernel may import what. None imports the library, and nothing circles. */
@AnalyzeClasses(
        packages = {"io.github.gradwalk", "io.github.spencerpark", "org.dflib"},
        importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String KERNEL = "io.github.gradwalk.kernel";
    private static final String INSTALL = KERNEL + ".install";
    private static final String INTERPRETER = KERNEL + ".interpreter";
    private static final String MAGIC = KERNEL + ".magic";
    private static final String PROTOCOL = KERNEL + ".protocol";
    private static final String RENDER = KERNEL + ".render";
    private static final String SHELL = KERNEL + ".shell";
    private static final String IJAVA = "io.github.spencerpark..";

    private static final String GSON = "com.google.gson..";
    private static final String JSHELL = "jdk.jshell..";

    @ArchTest
    static final ArchRule interpreter = mayImport(INTERPRETER);

    @ArchTest
    static final ArchRule protocol = mayImport(PROTOCOL, INTERPRETER, GSON, "org.zeromq..", "zmq..", "javax.crypto..");

    @ArchTest
    static final ArchRule shell = mayImport(
            SHELL,
            INTERPRETER,
            MAGIC,
            RENDER,
            JSHELL,
            "javax.lang.model..",
            "javax.tools..",
            "com.sun.source..",
            "javax.imageio..",
            "com.sun.tools.attach..");

    @ArchTest
    static final ArchRule magic =
            mayImport(MAGIC, GSON, "com.sun.management..", "eu.maveniverse.maven.mima..", "org.eclipse.aether..");

    @ArchTest
    static final ArchRule render = mayImport(RENDER, INTERPRETER, GSON, "javax.imageio..", JSHELL);

    /** The names that notebooks call import the kernel, which never imports them. */
    @ArchTest
    static final ArchRule ijava = mayImport(IJAVA, INTERPRETER, MAGIC, RENDER, SHELL);

    @ArchTest
    static final ArchRule jjava = mayImport("org.dflib.jjava..", IJAVA);

    @ArchTest
    static final ArchRule install = mayImport(INSTALL, PROTOCOL, GSON);

    @ArchTest
    static final ArchRule main = mayImport(KERNEL, INSTALL, PROTOCOL, INTERPRETER, SHELL);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    private static ArchRule mayImport(String room, String... others) {
        final var allowed = Stream.concat(Stream.of(room, "java.."), Stream.of(others));
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }
}
