package io.github.gradwalk.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed data is what its README says. */
class DataFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "penguins.csv",
                "digits.csv",
                "digits-new-writers.csv",
                "penguins-splits.csv",
                "digits-splits.csv"
            })
    void theFileHasTheCheckSumOfTheReadme(String name) throws IOException, GeneralSecurityException {
        final byte[] sum =
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(SplitFiles.DATA.resolve(name)));
        assertThat(Files.readString(SplitFiles.DATA.resolve("README.md")))
                .contains(HexFormat.of().formatHex(sum) + "  " + name + "\n");
    }

    @Test
    void penguinsAreAsDescribed() {
        final var table = Tables.read(SplitFiles.DATA.resolve("penguins.csv"));
        assertThat(table.rowCount()).isEqualTo(344);
        assertThat(table.column("sex").countMissing()).isEqualTo(11);
        for (final var name : SplitFiles.MEASUREMENTS) {
            assertThat(table.column(name).countMissing()).as(name).isEqualTo(2);
        }
        final var species = table.stringColumn("species");
        assertThat(List.of(
                        species.isEqualTo("Adelie").size(),
                        species.isEqualTo("Chinstrap").size(),
                        species.isEqualTo("Gentoo").size()))
                .containsExactly(152, 68, 124);
        assertThat(Tables.dataset(table.dropRowsWithMissingValues(), "species", SplitFiles.MEASUREMENTS)
                        .examples())
                .isEqualTo(333);
    }

    @ParameterizedTest
    @CsvSource({"digits.csv, 1797", "digits-new-writers.csv, 956"})
    void digitsAreAsDescribed(String name, int examples) {
        final var digits = Tables.dataset(Tables.read(SplitFiles.DATA.resolve(name)), "digit");
        assertThat(digits.examples()).isEqualTo(examples);
        assertThat(digits.features()).isEqualTo(64);
        assertThat(digits.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        for (int i = 0; i < digits.X().getNumElements(); i++) {
            assertThat(digits.X().get(i)).isBetween(0.0, 16.0);
        }
    }

    @Test
    void noDigitOfTheNewWritersIsAmongTheOthers() throws IOException {
        final var digits = Files.readAllLines(SplitFiles.DATA.resolve("digits.csv"));
        final var others = Files.readAllLines(SplitFiles.DATA.resolve("digits-new-writers.csv"));
        assertThat(others.get(0)).isEqualTo(digits.get(0));
        assertThat(others.subList(1, others.size()))
                .doesNotContainAnyElementsOf(digits.subList(1, digits.size()))
                .doesNotHaveDuplicates();
    }
}
