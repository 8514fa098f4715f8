package io.github.gradwalk.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SplitFilesTest {
    /** Others were measured on these. */
    @Test
    void theSplitsOfTheNotebookAreTheCommittedOnes() throws IOException {
        assertThat(SplitFiles.digits()).isEqualTo(Files.readString(SplitFiles.DATA.resolve("digits-splits.csv")));
        assertThat(SplitFiles.penguins()).isEqualTo(Files.readString(SplitFiles.DATA.resolve("penguins-splits.csv")));
    }
}
