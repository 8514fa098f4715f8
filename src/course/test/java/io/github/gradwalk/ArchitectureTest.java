package io.github.gradwalk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * Who may import whom.
 *
 * <p>A package may have no class yet, or none any more: a rule about it then holds.
 */
@AnalyzeClasses(packages = "io.github.gradwalk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MATHEMATICS = "io.github.gradwalk";
    private static final String CHECK = "io.github.gradwalk.check..";
    private static final String TRAIN = "io.github.gradwalk.train..";
    private static final String DATA = "io.github.gradwalk.data..";
    private static final String PLOT = "io.github.gradwalk.plot..";
    private static final String PLAY = "io.github.gradwalk.play..";
    private static final String NOTEBOOK = "io.github.gradwalk.notebook..";
    private static final String[] LIBRARY = {MATHEMATICS, CHECK, TRAIN, DATA, PLOT, PLAY, NOTEBOOK};

    private static final String JAVA = "java..";
    private static final String IMAGE_IO = "javax.imageio..";
    private static final String EJML = "org.ejml..";
    private static final String HIPPARCHUS = "org.hipparchus..";
    private static final String TABLESAW = "tech.tablesaw..";
    private static final String XCHART = "org.knowm.xchart..";
    private static final String VECTOR_GRAPHICS = "de.erichseifert.vectorgraphics2d..";

    @ArchTest
    static final ArchRule check = mayImport(CHECK, JAVA, EJML, MATHEMATICS, HIPPARCHUS);

    @ArchTest
    static final ArchRule data = mayImport(DATA, JAVA, EJML, MATHEMATICS, TABLESAW);

    @ArchTest
    static final ArchRule plot = mayImport(PLOT, JAVA, IMAGE_IO, EJML, MATHEMATICS, XCHART, VECTOR_GRAPHICS);

    @ArchTest
    static final ArchRule play = mayImport(PLAY, JAVA, EJML, MATHEMATICS, TRAIN, PLOT);

    @ArchTest
    static final ArchRule notebook = mayImport(
            NOTEBOOK,
            Stream.concat(Stream.of(LIBRARY), Stream.of(JAVA, EJML, HIPPARCHUS, TABLESAW, XCHART, VECTOR_GRAPHICS))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.gradwalk.(*)..").should().beFreeOfCycles();

    /** A check is worth something only if it does not run what it checks. */
    @ArchTest
    static final ArchRule checksDoNotRunWhatTheyCheck = noClasses()
            .that()
            .resideInAPackage(CHECK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Softmax.class, CrossEntropy.class, ShiftedRow.class, ForwardPass.class, Gradients.class)
            .orShould()
            .callMethod(Mlp.class, "logits", DMatrixRMaj.class)
            .orShould()
            .callMethod(Activation.class, "value", double.class)
            .orShould()
            .callMethod(Activation.class, "derivative", double.class)
            .orShould()
            .callMethod(Activation.class, "derivativeFromValue", double.class);

    /** These may differ in the last bit from machine to machine; {@link StrictMath}'s may not. */
    @ArchTest
    static final ArchRule theSameBitsEverywhere = noClasses()
            .that()
            .resideInAnyPackage(DATA, PLAY)
            .should()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "expm1", double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "log1p", double.class)
            .orShould()
            .callMethod(Math.class, "tanh", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class)
            .orShould()
            .callMethod(Math.class, "sin", double.class)
            .orShould()
            .callMethod(Math.class, "cos", double.class);

    @ArchTest
    static final ArchRule nothingEndsTheProcess = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** A library tells its caller; it is the notebook that shows. */
    @ArchTest
    static final ArchRule libraryPrintsNothing = noClasses()
            .that()
            .resideInAnyPackage(CHECK, DATA, PLOT, PLAY)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING);

    private static ArchRule mayImport(String who, String... whom) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(whom, who))
                .allowEmptyShould(true);
    }

    private static String[] concat(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }
}
