package io.github.gradwalk.file;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Networks.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Matrices;
import io.github.gradwalk.Mlp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights from PyTorch, made by safetensors_files.py beside them, and weights for it. */
class SafetensorsFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("net.safetensors");
    }

    private static Path ofPyTorch(String name) {
        try {
            return Path.of(SafetensorsFileTest.class
                    .getResource("/safetensors/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Mlp net(Activation hidden) {
        final var net = Mlp.create(new int[] {3, 4, 2}, hidden, new Initialisation.Glorot(), 5);
        net.layers().get(0).b().set(2, 0, Double.MIN_VALUE);
        net.layers().get(1).b().set(1, 0, -0.0);
        return net;
    }

    @ParameterizedTest
    @CsvSource({
        "sequential-f32, TANH, ''",
        "sequential-f64, TANH, ''",
        "sequential-f16, TANH, ''",
        "sequential-bf16, TANH, ''",
        "named-f64, RELU, 'input hidden output'",
        "single-f32, TANH, ''"
    })
    void theLogitsAreThoseOfPyTorch(String name, Activation hidden, String layers) throws IOException {
        final var expected = new Gson().fromJson(Files.readString(ofPyTorch("expected.json")), JsonObject.class);
        final var names = layers.isEmpty() ? new String[0] : layers.split(" ");

        final var net = SafetensorsFile.load(ofPyTorch(name + ".safetensors"), hidden, names);

        Matrices.assertClose(net.logits(matrix(expected, "X")), matrix(expected, name), 1e-14);
    }

    private static DMatrixRMaj matrix(JsonObject json, String name) {
        return new DMatrixRMaj(new Gson().fromJson(json.get(name), double[][].class));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void doublesComeBackToTheLastBit(Activation hidden) throws IOException {
        SafetensorsFile.save(net(hidden), Precision.DOUBLE, file);
        assertSame(SafetensorsFile.load(file), net(hidden));
        assertSame(SafetensorsFile.load(file, hidden), net(hidden));
    }

    @Test
    void floatsAreRoundedOnceAndWidenedExactly() throws IOException {
        SafetensorsFile.save(net(Activation.RELU), Precision.FLOAT, file);
        final var read = SafetensorsFile.load(file);
        assertThat(read.layers().get(0).W().get(3, 1))
                .isEqualTo((float) net(Activation.RELU).layers().get(0).W().get(3, 1));
        final byte[] first = Files.readAllBytes(file);
        SafetensorsFile.save(read, Precision.FLOAT, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    /** A linear layer and its activation are modules of their own; where there is no activation, the next layer follows. */
    @Test
    void theFormatIsThatOfSequential() throws IOException {
        final var net = new Mlp(List.of(
                new Layer(Matrices.rows(new double[] {1, 2}), Matrices.column(3), Activation.RELU),
                new Layer(Matrices.rows(new double[] {4}), Matrices.column(5), Activation.IDENTITY),
                new Layer(Matrices.rows(new double[] {6}), Matrices.column(7), Activation.IDENTITY)));
        SafetensorsFile.save(net, Precision.FLOAT, file);
        final var header = """
                {"__metadata__":{"activations":"RELU IDENTITY IDENTITY"},\
                "0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"0.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},\
                "2.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[12,16]},"2.bias":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},\
                "3.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[20,24]},"3.bias":{"dtype":"F32","shape":[1],"data_offsets":[24,28]}}""";
        final var padded = header + " ".repeat(-header.length() & 7);
        final var expected = ByteBuffer.allocate(8 + padded.length() + 28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length())
                .put(padded.getBytes(StandardCharsets.UTF_8));
        for (float number = 1; number <= 7; number++) {
            expected.putFloat(number);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
        assertSame(SafetensorsFile.load(file), net);
    }

    @Test
    void numbersThatDoNotFitIntoThePrecisionAreRefused() throws IOException {
        final var net = net(Activation.TANH);
        net.layers().get(1).W().set(0, 0, 1e39);
        assertRefused(
                () -> SafetensorsFile.save(net, Precision.FLOAT, file),
                "2.weight must fit into the precision FLOAT, but has 1.0E39");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileCutShortOrAlteredIsRefusedOrReadAndNothingElse() throws IOException {
        SafetensorsFile.save(net(Activation.TANH), Precision.DOUBLE, file);
        final byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            assertRefusedBytes(Arrays.copyOf(good, length), "");
        }
        assertRefusedBytes(Arrays.copyOf(good, good.length + 1), "the file is cut short or damaged");
        final var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            final byte[] altered = good.clone();
            altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            Files.write(file, altered);
            try {
                assertThat(SafetensorsFile.load(file).layers()).hasSize(2);
            } catch (IOException refused) {
                assertThat(refused).hasMessageStartingWith(file + ": ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                       | the header must have '{' at character 1",
                "{\"a                     | the header must have more at character 4",
                "{\"a\":{\"dtype\":1}}    | the header must have '\"' at character 15",
                "{\"a\":{\"dtype\":\"F32\"}} | \"a\" must have one dtype, one shape and two data_offsets",
                "{\"a\":{\"x\":1}}        | \"a\" must have dtype, shape and data_offsets, but has \"x\"",
                "{\"a\":{\"shape\":[-1]}} | the header must have a whole number of at most 18 digits at character 16",
                "{\"a\":{\"shape\":[1e9]}} | the header must have ']' at character 17",
                "{\"a\\x\":1}             | the header must have an escape of JSON at character 5",
                "{\"\\u00g0\":1}          | the header must have four hexadecimal digits at character 5",
                "{\"a\u0001\":1}          | a control character in a string, at character 4",
                "{\"a.weight\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}} | \"a.weight\" must have a shape of two dimensions, but has []",
                "{}{}                     | the header must have the end at character 3",
                "{}                       | the tensors have 0 bytes, but 8 follow the header",
                "{\"a\":T,\"a\":T}        | there are two tensors named \"a\"",
                "{\"a\":T,\"b\":T}        | \"b\" must begin at byte 8, where the one before it ends, but has the data_offsets 0 and 8",
                "{\"a\":T}                | \"a\" is neither a weight nor a bias of a linear layer",
                "{\"a.bias\":T}           | there is no \"a.weight\"; there are [a.bias]",
                "{\"a.weight\":T}         | \"a.weight\" must have a shape of two dimensions, but has [2]",
                "{\"a.weight\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | \"a.weight\" must have the type F64, F32, F16 or BF16, but has I64",
                "{\"a.weight\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | \"a.weight\" must have the bytes for its shape [4294967296, 4294967296], but has 8",
                "{\"a.weight\":{\"dtype\":\"F32\",\"shape\":[999999999,1],\"data_offsets\":[0,8]}} | \"a.weight\" must have the bytes for its shape [999999999, 1], but has 8",
                "{\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,999999999999999999]}} | the tensors have 999999999999999999 bytes, but 8 follow",
                "{\"a.weight\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}} | \"a.weight\" must be finite, but number 0 is NaN",
            })
    void whatIsWrongIsNamed(String header, String message) throws IOException {
        final var json = header.replace("T", "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}");
        assertRefusedBytes(bytes(json, Double.NaN), message);
    }

    @Test
    void aHeaderLongerThanTheFileOrNotOfTextIsRefused() throws IOException {
        assertRefusedBytes(
                new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'}, "first 8 say, 18446744073709551615, but 2");
        assertRefusedBytes(new byte[] {0, 0, 0, 0, 0, 1, 0, 0, '{', '}'}, "first 8 say, 1099511627776, but 2 follow");
        assertRefusedBytes(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, -1, -1}, "the header is not UTF-8");
        assertRefusedBytes(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'}, "the file has no tensors");
        assertRefusedBytes(new byte[8], "the header must have '{' at character 1");
        assertRefusedBytes(bytes("[".repeat(100_000), 0), "the header must have '{' at character 1");
    }

    /** The smallest, the largest and other numbers of 16 bits, with the bits that IEEE 754 gives them; the header names them in another order. */
    @Test
    void halvesAreWidenedExactly() throws IOException {
        final short[] bits = {0x0001, 0x03ff, 0x0400, 0x3c00, (short) 0xc000, 0x7bff, (short) 0x8000, 0x3555};
        final double[] values = {0x1p-24, 0x3ffp-24, 0x1p-14, 1, -2, 65504, -0.0, 0x555p-12};
        assertThat(weightsOfHalves(bits)).isEqualTo(values);
        for (final short infinite : new short[] {0x7c00, (short) 0xfc00, 0x7e00}) {
            bits[7] = infinite;
            assertThatIOException()
                    .isThrownBy(() -> weightsOfHalves(bits))
                    .withMessageContaining("\"weight\" must be finite, but number 7 is ");
        }
    }

    private double[] weightsOfHalves(short[] bits) throws IOException {
        final var header = "{\"weight\":{\"dtype\":\"F16\",\"shape\":[1,8],\"data_offsets\":[8,24]},"
                + "\"bias\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
        final var content = ByteBuffer.allocate(32 + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes(header, 1.5));
        for (final short half : bits) {
            content.putShort(half);
        }
        Files.write(file, content.array());
        final var layer = SafetensorsFile.load(file, Activation.RELU).layers().get(0);
        assertThat(layer.b().get(0)).isEqualTo(1.5);
        return layer.W().data;
    }

    @Test
    void aBiasMustFitAndBeFinite() throws IOException {
        final var layer = "{\"weight\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[8,12]},"
                + "\"bias\":{\"dtype\":\"F64\",\"shape\":[B],\"data_offsets\":[0,8]}}";
        final byte[] infinite = bytes(layer.replace("B]", "1]"), Double.POSITIVE_INFINITY);
        assertRefusedBytes(
                Arrays.copyOf(infinite, infinite.length + 4), "\"bias\" must be finite, but number 0 is Infinity");
        final byte[] square = bytes(layer.replace("B]", "1,1]"), 1);
        assertRefusedBytes(
                Arrays.copyOf(square, square.length + 4), "\"bias\" must have the shape [1], but has [1, 1]");
    }

    @Test
    void headersMayHaveSpacesAndEscapes() throws IOException {
        final var header =
                " {\t\"__metadata__\" : {},\r\n \"fc\\u0031\\/\\\"\u00e9.weight\": { \"shape\" :[ 1 , 1 ], \"data_offsets\":[0,8], "
                        + "\"dtype\":\"F64\" } } ";
        Files.write(file, bytes(header, 0.1));
        final var net = SafetensorsFile.load(file, Activation.RELU, "fc1/\"\u00e9");
        assertThat(net.layers().get(0).W().get(0)).isEqualTo(0.1);
        assertThat(net.layers().get(0).b().get(0)).isZero();
    }

    @Test
    void layersThatDoNotFitInTheOrderOfTheirNamesAreNamed() {
        assertThatIOException()
                .isThrownBy(() -> SafetensorsFile.load(ofPyTorch("named-f64.safetensors"), Activation.RELU))
                .withMessageEndingWith(
                        "\"input.weight\" takes 4 inputs, but \"hidden.weight\" before it gives 5: name the layers in their order");
    }

    @Test
    void theActivationMustBeGivenIfTheFileHasNone() {
        assertThatIOException()
                .isThrownBy(() -> SafetensorsFile.load(ofPyTorch("single-f32.safetensors")))
                .withMessageEndingWith(
                        "the file does not name the activations: load it with the one of the hidden layers");
    }

    @Test
    void theActivationMustBeThatOfTheFileIfItHasOne() throws IOException {
        SafetensorsFile.save(net(Activation.TANH), Precision.DOUBLE, file);
        assertThatIOException()
                .isThrownBy(() -> SafetensorsFile.load(file, Activation.RELU, "0", "2"))
                .withMessageEndingWith(
                        ": hidden must be as in the metadata of the file, \"TANH IDENTITY\", but is RELU: load it without naming one");
    }

    private static byte[] bytes(String header, double number) {
        final byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .putDouble(number)
                .array();
    }

    private void assertRefusedBytes(byte[] bytes, String message) throws IOException {
        Files.write(file, bytes);
        assertThatIOException()
                .isThrownBy(() -> SafetensorsFile.load(file, Activation.RELU))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }
}
