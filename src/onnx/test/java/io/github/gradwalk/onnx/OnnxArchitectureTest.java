package io.github.gradwalk.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.gradwalk.NoTests;

/** What the module for ONNX may use. */
@AnalyzeClasses(packages = "io.github.gradwalk.onnx", importOptions = NoTests.class)
class OnnxArchitectureTest {
    @ArchTest
    static final ArchRule nothingButTheLibraryAndTheMessagesOfOnnx = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.ejml..",
                    "io.github.gradwalk",
                    "io.github.gradwalk.argument",
                    "io.github.gradwalk.data",
                    "io.github.gradwalk.file",
                    "io.github.gradwalk.predict",
                    "io.github.gradwalk.onnx",
                    "ai.onnx.proto..",
                    "com.google.protobuf..");

    @ArchTest
    static final ArchRule nothingIsPrintedOrLogged =
            noClasses().should(ACCESS_STANDARD_STREAMS).orShould(USE_JAVA_UTIL_LOGGING);
}
