package io.github.gradwalk.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSpeedTest {
    @TempDir
    Path folder;

    /** The ratio is below 1.3; the bound is generous, since the times of a smaller file are noisy. */
    @Test
    void aTableIsReadInAtMostTwiceTheTimeThatTablesawTakes() throws IOException {
        final var file = folder.resolve("table.csv");
        CsvSpeed.write(file, 20_000);
        assertThat(CsvSpeed.times(file, 5).ratio()).isLessThan(2);
    }
}
