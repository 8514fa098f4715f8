package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.data.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesOfRecordsTest {
    /** As a notebook's cells declare them: out of sight of the package that makes the table. */
    private record Reading(int epoch, double loss) {}

    @Test
    void aPrivateRecordOfAnotherPackageMakesATable() {
        final var table = Tables.ofRecords(List.of(new Reading(1, 0.5), new Reading(2, 0.25)));
        assertThat(table.columnNames()).containsExactly("epoch", "loss");
        assertThat(table.doubleColumn("loss").asDoubleArray()).containsExactly(0.5, 0.25);
    }
}
