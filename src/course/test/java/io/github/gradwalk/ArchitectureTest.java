package io.github.gradwalk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Which packages of the course may import which. */
@AnalyzeClasses(packages = "io.github.gradwalk", importOptions = ArchitectureTest.OnlyTheCourse.class)
class ArchitectureTest {
    /** Neither tests nor other modules. */
    static final class OnlyTheCourse implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/gradwalk-course/classes/");
        }
    }

    private static final String TEXT = "io.github.gradwalk.text..";
    private static final String HTML = "io.github.gradwalk.html..";
    private static final String CHECK = "io.github.gradwalk.check..";
    private static final String DATA = "io.github.gradwalk.data..";
    private static final String PLOT = "io.github.gradwalk.plot..";
    private static final String PLAY = "io.github.gradwalk.play..";
    private static final String NOTEBOOK = "io.github.gradwalk.notebook..";
    private static final String[] COURSE = {TEXT, HTML, CHECK, DATA, PLOT, PLAY, NOTEBOOK};

    private static final String MATHEMATICS = "io.github.gradwalk";
    private static final String ARGUMENT = "io.github.gradwalk.argument..";
    private static final String TRAIN = "io.github.gradwalk.train..";

    private static final String JAVA = "java..";
    private static final String EJML = "org.ejml..";
    private static final String HIPPARCHUS = "org.hipparchus..";
    private static final String TABLESAW = "tech.tablesaw..";

    @ArchTest
    static final ArchRule text = mayImport(TEXT, JAVA);

    @ArchTest
    static final ArchRule html = mayImport(HTML, JAVA, ARGUMENT);

    @ArchTest
    static final ArchRule check = mayImport(CHECK, JAVA, EJML, MATHEMATICS, ARGUMENT, HIPPARCHUS, TEXT);

    @ArchTest
    static final ArchRule data = mayImport(DATA, JAVA, EJML, MATHEMATICS, ARGUMENT, TABLESAW);

    @ArchTest
    static final ArchRule plot = mayImport(
            PLOT,
            JAVA,
            "javax.imageio..",
            EJML,
            MATHEMATICS,
            ARGUMENT,
            "io.github.gradwalk.evaluate..",
            HTML,
            TEXT,
            "org.knowm.xchart..",
            "de.erichseifert.vectorgraphics2d..");

    @ArchTest
    static final ArchRule play = mayImport(PLAY, JAVA, EJML, MATHEMATICS, ARGUMENT, TRAIN, PLOT, "com.google.gson..");

    @ArchTest
    static final ArchRule notebook =
            mayImport(NOTEBOOK, JAVA, EJML, MATHEMATICS, ARGUMENT, TRAIN, TABLESAW, TEXT, HTML, CHECK, DATA, PLOT);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.github.gradwalk.(*)..").should().beFreeOfCycles();

    /** A kernel is found by the names of its classes. */
    @ArchTest
    static final ArchRule onlyOneClassKnowsTheKernels = noClasses()
            .that()
            .resideInAnyPackage(COURSE)
            .and()
            .doNotHaveFullyQualifiedName("io.github.gradwalk.notebook.Kernels")
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class);

    /** A check is only worth something if it does not run the code that it checks. */
    @ArchTest
    static final ArchRule checksDoNotRunWhatTheyCheck = noClasses()
            .that()
            .resideInAPackage(CHECK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Softmax.class, CrossEntropy.class, ForwardPass.class, Gradients.class)
            .orShould()
            .callMethod(Mlp.class, "logits", DMatrixRMaj.class)
            .orShould()
            .callMethod(Activation.class, "value", double.class)
            .orShould()
            .callMethod(Activation.class, "derivative", double.class)
            .orShould()
            .callMethod(Activation.class, "derivativeFromValue", double.class);

    /** The results of these methods may differ in the last bit from machine to machine; those of {@link StrictMath} do not. */
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
            .that()
            .resideInAnyPackage(COURSE)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** A library tells its caller; only the notebook package prints. */
    @ArchTest
    static final ArchRule onlyTheNotebookPrints = noClasses()
            .that()
            .resideInAnyPackage(TEXT, HTML, CHECK, DATA, PLOT, PLAY)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING);

    private static ArchRule mayImport(String who, String... whom) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(Stream.of(whom), Stream.of(who)).toArray(String[]::new));
    }
}
