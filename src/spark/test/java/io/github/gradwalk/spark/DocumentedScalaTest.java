package io.github.gradwalk.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.shell.ILoop$;

/** The lines for {@code spark-shell} run in Scala's own shell, which Spark's is made of. */
class DocumentedScalaTest {
    @Test
    void theDocumentedLinesReadDigits() throws IOException {
        final var digits = Path.of("notebooks/data/digits.csv").toAbsolutePath().toString();
        final var settings = new Settings();
        settings.processArgumentString("-classpath " + Jars.classPath());
        Sessions.get();
        final var lines = "val spark = org.apache.spark.sql.SparkSession.active\n" + Documented.code("scala");
        final var printed = ILoop$.MODULE$.run(lines.replace("digits.csv", digits), settings);
        Sessions.get().catalog().clearCache();
        assertThat(printed)
                .contains("model: io.github.gradwalk.spark.GradwalkModel = GradwalkModel of Mlp 64-32-10")
                .contains("|label|prediction|         probability|", "|    4|       4.0|[");
    }
}
