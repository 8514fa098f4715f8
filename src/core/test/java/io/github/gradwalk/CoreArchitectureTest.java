package io.github.gradwalk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;

/** Which package of the library may use which, and where things are done that must be done in one place. */
@AnalyzeClasses(packages = "io.github.gradwalk", importOptions = CoreArchitectureTest.WithoutTests.class)
class CoreArchitectureTest {
    private static final String MATHEMATICS = "io.github.gradwalk";
    private static final String ARGUMENT = "io.github.gradwalk.argument";
    private static final String ENGINE = "io.github.gradwalk.engine";
    private static final String TRAIN = "io.github.gradwalk.train";
    private static final String DATA = "io.github.gradwalk.data";
    private static final String PREDICT = "io.github.gradwalk.predict";
    private static final String BLAS_PRODUCT = "io.github.gradwalk.engine.BlasProduct";

    /** Their results may differ in the last bit from machine to machine; those of {@link StrictMath} may not. */
    static final DescribedPredicate<JavaMethodCall> MAY_DIFFER_IN_THE_LAST_BIT = callOf(
            Math.class,
            "exp",
            "expm1",
            "log",
            "log1p",
            "log10",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "pow",
            "cbrt");

    static final DescribedPredicate<JavaMethodCall> END_THE_PROCESS =
            callOf(System.class, "exit").or(callOf(Runtime.class, "exit", "halt"));

    @ArchTest
    static final ArchRule argument = mayUse(ARGUMENT);

    @ArchTest
    static final ArchRule engine = mayUse(ENGINE, "dev.ludovic.netlib..");

    @ArchTest
    static final ArchRule mathematics = mayUse(MATHEMATICS, ARGUMENT, ENGINE);

    @ArchTest
    static final ArchRule train = mayUse(TRAIN, MATHEMATICS, ARGUMENT, ENGINE);

    @ArchTest
    static final ArchRule evaluate = mayUse("io.github.gradwalk.evaluate", MATHEMATICS, ARGUMENT);

    @ArchTest
    static final ArchRule data = mayUse(DATA, MATHEMATICS, ARGUMENT, ENGINE);

    @ArchTest
    static final ArchRule predict = mayUse(PREDICT, MATHEMATICS, ARGUMENT, DATA);

    @ArchTest
    static final ArchRule file = mayUse("io.github.gradwalk.file", MATHEMATICS, ARGUMENT, DATA, PREDICT, TRAIN);

    @ArchTest
    static final ArchRule noCyclesOfClasses =
            slices().assignedFrom(new OuterClasses()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule netlibIsUsedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BLAS_PRODUCT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ludovic.netlib..");

    /** So that there is one place where products can be made faster. */
    @ArchTest
    static final ArchRule matricesAreMultipliedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.gradwalk.engine.EjmlProduct")
            .should()
            .callMethodWhere(describe(
                    "it is a product of EJML",
                    call -> call.getTargetOwner().getPackageName().startsWith("org.ejml")
                            && call.getName().startsWith("mult")));

    @ArchTest
    static final ArchRule theSameBitsEverywhere = noClasses().should().callMethodWhere(MAY_DIFFER_IN_THE_LAST_BIT);

    @ArchTest
    static final ArchRule theProcessIsNeverEnded = noClasses().should().callMethodWhere(END_THE_PROCESS);

    /** A library tells its caller. Only netlib logs, and {@code BlasProduct} silences it. */
    @ArchTest
    static final ArchRule nothingIsPrintedOrLogged = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BLAS_PRODUCT)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(USE_JAVA_UTIL_LOGGING);

    /** ArchUnit's own option does not know where these modules put their tests. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    static ArchRule mayUse(String who, String... others) {
        final var allowed = Stream.concat(Stream.of(who, "java..", "org.ejml.."), Stream.of(others));
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }

    /** A call of one of the methods with these names. */
    static DescribedPredicate<JavaMethodCall> callOf(Class<?> owner, String... names) {
        return describe(
                "it calls " + owner.getSimpleName() + "." + String.join(", ", names),
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && List.of(names).contains(call.getName()));
    }

    /** Each class with those that are nested in it. */
    private static final class OuterClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "outer classes";
        }
    }
}
