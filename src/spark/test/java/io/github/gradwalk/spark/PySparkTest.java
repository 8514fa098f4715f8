package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes for PySpark have the parameters of those in Java. Whether they work is tested only where there is PySpark 4.1. */
class PySparkTest {
    private static final Pattern PARAMETER =
            Pattern.compile("\\bHas(\\w+)|Param\\(\\s*Params._dummy\\(\\), \"(\\w+)\"");

    @Test
    void bothClassesHaveTheParametersOfThoseInJava() throws IOException {
        final var net = Mlp.create(new int[] {2, 2}, Activation.TANH, new Initialisation.Zero(), 0);
        for (final Params stage : List.of(new GradwalkClassifier(), GradwalkModel.of(net))) {
            assertThat(parametersInPython(stage.getClass().getSimpleName()))
                    .as(stage.getClass().getName())
                    .containsExactlyInAnyOrder(
                            Arrays.stream(stage.params()).map(Param::name).toArray(String[]::new));
        }
    }

    private static List<String> parametersInPython(String type) throws IOException {
        try (var file = PySparkTest.class.getResourceAsStream("/gradwalk_spark.py")) {
            final var program = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            final var definition = Arrays.stream(program.split("\nclass "))
                    .filter(text -> text.startsWith(type))
                    .findFirst()
                    .orElseThrow();
            return PARAMETER
                    .matcher(definition)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : inLowerCase(found.group(1)))
                    .toList();
        }
    }

    private static String inLowerCase(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Then saves and loads the model, in a pipeline too. */
    @Test
    void theDocumentedLinesReadDigits(@TempDir Path folder) throws IOException {
        assumeTrue(python("import pyspark; print(pyspark.__version__)", folder).startsWith("4.1."), "no PySpark 4.1");
        final var lines = "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n"
                + Documented.code("python")
                        .replace(
                                "digits.csv",
                                Path.of("notebooks/data/digits.csv")
                                        .toAbsolutePath()
                                        .toString())
                + """
                from gradwalk_spark import GradwalkModel
                from pyspark.ml import PipelineModel
                model.write().overwrite().save("%1$s/model")
                assert GradwalkModel.load("%1$s/model").net.toString() == model.net.toString()
                PipelineModel([model]).write().overwrite().save("%1$s/pipeline")
                assert PipelineModel.load("%1$s/pipeline").stages[0].numClasses == 10
                """.formatted(folder);
        assertThat(python(lines, folder))
                .contains("|digit|prediction|", "Mlp 64-32-10, 2410 parameters: LOGISTIC, IDENTITY");
    }

    /** Returns what a program prints; nothing where there is no Python. */
    private static String python(String program, Path folder) throws IOException {
        final var jars = Cluster.LIBRARY.stream()
                .map(type -> Jars.of(type, folder).toString())
                .collect(Collectors.joining(","));
        final var python = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true);
        python.environment()
                .put("PYTHONPATH", Jars.of(GradwalkClassifier.class, folder).toString());
        python.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        python.environment().put("PYSPARK_SUBMIT_ARGS", "--master local[2] --jars " + jars + " pyspark-shell");
        final Process process;
        try {
            process = python.start();
        } catch (IOException e) {
            return "";
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
