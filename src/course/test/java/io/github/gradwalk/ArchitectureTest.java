package io.github.gradwalk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.gradwalk.CoreArchitectureTest.callOf;
import static io.github.gradwalk.CoreArchitectureTest.mayUse;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which packages of the course may import which, besides Java and EJML. */
@AnalyzeClasses(packages = "io.github.gradwalk", importOptions = ArchitectureTest.OnlyTheCourse.class)
class ArchitectureTest {
    /** Neither tests nor other modules. */
    static final class OnlyTheCourse implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/gradwalk-course/classes/");
        }
    }

    private static final String MATHEMATICS = "io.github.gradwalk";
    private static final String ARGUMENT = MATHEMATICS + ".argument";
    private static final String TRAIN = MATHEMATICS + ".train";

    private static final String TEXT = MATHEMATICS + ".text";
    private static final String HTML = MATHEMATICS + ".html";
    private static final String CHECK = MATHEMATICS + ".check";
    private static final String TABLE = MATHEMATICS + ".table";
    private static final String DRAWING = MATHEMATICS + ".drawing";
    private static final String PLOT = MATHEMATICS + ".plot";
    private static final String PLAY = MATHEMATICS + ".play";
    private static final String NOTEBOOK = MATHEMATICS + ".notebook";

    private static final String TABLESAW = "tech.tablesaw..";

    @ArchTest
    static final ArchRule text = mayUse(TEXT);

    @ArchTest
    static final ArchRule html = mayUse(HTML, ARGUMENT);

    @ArchTest
    static final ArchRule check = mayUse(CHECK, MATHEMATICS, ARGUMENT, TEXT, "org.hipparchus..");

    @ArchTest
    static final ArchRule table = mayUse(TABLE, MATHEMATICS, ARGUMENT, MATHEMATICS + ".predict", TABLESAW);

    @ArchTest
    static final ArchRule drawing = mayUse(
            DRAWING, ARGUMENT, HTML, TEXT, "org.ejml..", "org.knowm.xchart..", "de.erichseifert.vectorgraphics2d..");

    @ArchTest
    static final ArchRule plot = mayUse(
            PLOT,
            MATHEMATICS,
            ARGUMENT,
            TRAIN,
            MATHEMATICS + ".evaluate",
            DRAWING,
            HTML,
            TEXT,
            "javax.imageio..",
            "org.knowm.xchart..");

    @ArchTest
    static final ArchRule play =
            mayUse(PLAY, MATHEMATICS, ARGUMENT, TEXT, TRAIN, DRAWING, PLOT, "org.knowm.xchart..", "com.google.gson..");

    @ArchTest
    static final ArchRule notebook = mayUse(
            NOTEBOOK,
            MATHEMATICS,
            ARGUMENT,
            TRAIN,
            TEXT,
            HTML,
            CHECK,
            TABLE,
            DRAWING,
            PLOT,
            TABLESAW,
            "org.knowm.xchart..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.gradwalk.(*)..").should().beFreeOfCycles();

    /**
     * XChart's charts have a common type only among its internals, which may change with any version. The sources tell what is imported; compiled
     * classes also refer to the internals that a public class inherits from.
     */
    @Test
    void onlyWhatTakesEveryChartImportsInternalsOfXChart() throws IOException {
        try (var sources = Files.walk(Path.of("src/course/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(ArchitectureTest::importsInternalsOfXChart)
                            .map(file -> file.getFileName().toString()))
                    .contains("Charts.java")
                    .isSubsetOf("Animation.java", "Charts.java", "Notebook.java");
        }
    }

    private static boolean importsInternalsOfXChart(Path source) {
        try {
            return Files.readString(source).contains("org.knowm.xchart.internal.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A kernel is found by the names of its classes. */
    @ArchTest
    static final ArchRule onlyOneClassKnowsTheKernels = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(NOTEBOOK + ".Kernels")
            .should()
            .callMethodWhere(callOf(Class.class, "forName"));

    /** A check is only worth something if it does not run the code that it checks. */
    @ArchTest
    static final ArchRule checksDoNotRunWhatTheyCheck = noClasses()
            .that()
            .resideInAPackage(CHECK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Softmax.class, CrossEntropy.class, ForwardPass.class, Gradients.class)
            .orShould()
            .callMethodWhere(callOf(Mlp.class, "logits")
                    .or(callOf(Activation.class, "value", "derivative", "derivativeFromValue")));

    @ArchTest
    static final ArchRule theSameBitsEverywhere = noClasses()
            .that()
            .resideInAnyPackage(TABLE, PLAY)
            .should()
            .callMethodWhere(CoreArchitectureTest.MAY_DIFFER_IN_THE_LAST_BIT);

    @ArchTest
    static final ArchRule nothingEndsTheProcess =
            noClasses().should().callMethodWhere(CoreArchitectureTest.END_THE_PROCESS);

    /** A library tells its caller; only the notebook package prints. */
    @ArchTest
    static final ArchRule onlyTheNotebookPrints = noClasses()
            .that()
            .resideOutsideOfPackage(NOTEBOOK)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING);
}
