package io.github.gradwalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.data.Idx;
import io.github.gradwalk.file.MlpFile;
import io.github.gradwalk.table.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ejml.dense.row.CommonOps_DDRM;

/** Randomly damaged files are, within a second of processor time, read for what they then contain or refused as the Javadoc says. */
class ParserPropertiesTest {
    private static final long MOST_NANOSECONDS = 1_000_000_000;
    private static final byte[] TABLE = """
            length,width,species
            1.5,2,Adelie
            -3e2,0.25,"Gentoo, ""large\"""
            NA,,Größe
            """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] IMAGES = TestFiles.images(2, 1, 2, 7, 255, 0, 9);
    private static final byte[] LABELS = TestFiles.labels(3, 7, 0, 9);

    private static Path file;
    private static byte[] model;

    /** Replaces some bytes of a file by others; the place is given in thousandths of the length. */
    record Damage(int place, int replaced, String by) {
        byte[] of(byte[] content) {
            final int start = content.length * place / 1000;
            final var damaged = new ByteArrayOutputStream();
            damaged.write(content, 0, start);
            damaged.writeBytes(by.getBytes(StandardCharsets.ISO_8859_1));
            final int end = Math.min(start + replaced, content.length);
            damaged.write(content, end, content.length - end);
            return damaged.toByteArray();
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        final var bytes = Arbitraries.strings().withCharRange('\0', (char) 255);
        final var signs = Arbitraries.strings().withChars(",\"\n\r\0 .-eN09");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.integers().between(0, 3)),
                                Tuple.of(1, Arbitraries.just(Integer.MAX_VALUE / 2))),
                        Arbitraries.oneOf(bytes.ofMaxLength(4), signs.ofMaxLength(4)))
                .as(Damage::new)
                .list()
                .ofMaxSize(4);
    }

    @BeforeContainer
    static void readUndamagedFiles() throws IOException {
        file = Files.createTempFile("damaged", ".txt");
        MlpFile.save(Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 3), file);
        model = Files.readAllBytes(file);
        // so that the loading of classes is not measured later
        MlpFile.load(file);
        Tables.read(Files.write(file, TABLE));
        Idx.images(Files.write(file, TestFiles.compressed(IMAGES)));
        Idx.labels(Files.write(file, LABELS));
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Law
    void tables(@ForAll("damages") List<Damage> damages) throws IOException {
        if (isRead(damaged(TABLE, damages), Tables::read)) {
            final var table = Tables.read(file);
            assertThat(table.columnCount()).isPositive();
            assertThat(table.columns()).allMatch(column -> column.size() == table.rowCount());
        }
    }

    @Law
    void images(@ForAll("damages") List<Damage> damages) throws IOException {
        final byte[] damaged = damaged(IMAGES, damages);
        if (isRead(damaged, Idx::images) && ByteBuffer.wrap(damaged).getInt() == 0x803) { // or another type or shape
            assertImages(damaged);
        }
    }

    @Law
    void labels(@ForAll("damages") List<Damage> damages) throws IOException {
        final byte[] damaged = damaged(LABELS, damages);
        if (isRead(damaged, Idx::labels) && ByteBuffer.wrap(damaged).getInt() == 0x801) {
            assertThat(Arrays.stream(Idx.labels(file)).asDoubleStream().toArray())
                    .containsExactly(unsigned(damaged, 8));
        }
    }

    /** The check sum of gzip reveals nearly all damage to the compressed content. */
    @Law
    void compressedImages(@ForAll("damages") List<Damage> damages) throws IOException {
        final byte[] damaged = damaged(TestFiles.compressed(IMAGES), damages);
        if (isRead(damaged, Idx::images)) {
            assertImages(new GZIPInputStream(new ByteArrayInputStream(damaged)).readAllBytes());
        }
    }

    /** Asserts that the file is read as these images. */
    private static void assertImages(byte[] content) {
        final var images = Idx.images(file);
        assertThat(images.numRows).isEqualTo(ByteBuffer.wrap(content).getInt(4));
        CommonOps_DDRM.scale(255, images);
        assertThat(images.data).containsExactly(unsigned(content, 16), within(1e-12));
    }

    private static double[] unsigned(byte[] content, int start) {
        return IntStream.range(start, content.length)
                .mapToDouble(i -> Byte.toUnsignedInt(content[i]))
                .toArray();
    }

    @Law
    void noDamagedModelIsRead(@ForAll("damages") List<Damage> damages) throws IOException {
        final byte[] damaged = damaged(model, damages);
        Assume.that(!Arrays.equals(damaged, model));
        assertThat(isRead(damaged, MlpFile::load)).isFalse();
    }

    private interface Parser {
        Object read(Path file) throws IOException;
    }

    /** Whether the file is read; if it is not, asserts that the refusal is as documented. */
    private static boolean isRead(byte[] content, Parser parser) throws IOException {
        Files.write(file, content);
        final var thread = ManagementFactory.getThreadMXBean();
        final long start = thread.getCurrentThreadCpuTime();
        try {
            parser.read(file);
            return true;
        } catch (IllegalArgumentException | IOException documented) {
            assertThat(documented).hasMessageContaining(file.getFileName().toString());
            return false;
        } finally {
            assertThat(thread.getCurrentThreadCpuTime() - start)
                    .as("nanoseconds")
                    .isLessThan(MOST_NANOSECONDS);
        }
    }

    private static byte[] damaged(byte[] content, List<Damage> damages) {
        byte[] damaged = content;
        for (final var damage : damages) {
            damaged = damage.of(damaged);
        }
        return damaged;
    }
}
