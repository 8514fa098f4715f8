package io.github.gradwalk.onnx;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.file.AtomicFile;
import io.github.gradwalk.file.Precision;
import io.github.gradwalk.predict.Classifier;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes networks as ONNX files, which ONNX Runtime and many other systems run, and reads those that PyTorch, scikit-learn and others write.
 *
 * <p>What is written has the input {@code features}, N × features for any N, and two outputs, {@code logits} and {@code probabilities},
 * N × classes each: \( p = \operatorname{softmax}(z) \). Its operators are those of opset 13, which ONNX Runtime has in single and in double
 * precision. The names of features and classes are in the metadata, as {@code feature_names} and {@code class_names}, one per line.
 *
 * <p>What is read must be one chain of layers. Its operators may be {@code Gemm}, {@code MatMul}, {@code Add}, {@code Relu}, {@code Tanh},
 * {@code Sigmoid}, {@code Softmax}, {@code LogSoftmax}, {@code Sub}, {@code Mul} and {@code Div} or {@code Scaler} for standardising, and those that exporters
 * put around them. {@code Softmax} and {@code LogSoftmax} at the end are left out, since a network gives logits. A single logistic output,
 * \( p = \sigma(z) \), becomes the logits \( (0, z) \) of two classes, which have the probabilities \( (1 - p, p) \). Numbers in single precision are
 * widened exactly, and calculations are done in double precision.
 */
public final class Onnx {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Onnx() {}

    /**
     * Writes a network. A file of that name stays as it was if anything fails.
     *
     * @throws IllegalArgumentException if a weight or a bias is not finite in this precision, or a matrix has been reshaped
     * @throws IOException if the file cannot be written
     */
    public static void write(Mlp net, Precision precision, Path file) throws IOException {
        final byte[] bytes = bytes(net, precision);
        AtomicFile.write(file, output -> output.write(bytes));
    }

    /** Returns what {@link #write(Mlp, Precision, Path)} writes. The same network gives the same bytes. */
    public static byte[] bytes(Mlp net, Precision precision) {
        return ModelWriter.bytes(new NetworkAndNames(net, Optional.empty(), List.of(), List.of()), precision);
    }

    /**
     * Writes a classifier, with its standardiser and the names of its features and classes.
     *
     * @throws IllegalArgumentException if a number is not finite in this precision, or a standard deviation is 0 in it
     * @throws IOException if the file cannot be written
     */
    public static void write(Classifier classifier, Precision precision, Path file) throws IOException {
        final byte[] bytes = bytes(classifier, precision);
        AtomicFile.write(file, output -> output.write(bytes));
    }

    /** Returns what {@link #write(Classifier, Precision, Path)} writes. The same classifier gives the same bytes. */
    public static byte[] bytes(Classifier classifier, Precision precision) {
        return ModelWriter.bytes(
                new NetworkAndNames(
                        classifier.net(),
                        classifier.standardiser(),
                        classifier.featureNames(),
                        classifier.classNames()),
                precision);
    }

    /**
     * Reads a classifier. Names that the file does not have are x1, x2 … for features, and class 1, class 2 … for classes; scikit-learn's
     * converter writes the names of classes.
     *
     * @throws IOException as {@link #readMlp} does, or if the network has one output or two classes have the same name
     */
    public static Classifier readClassifier(Path file) throws IOException {
        final var read = read(file);
        final var unnamed = named(file, () -> Classifier.of(read.net()));
        return named(
                file,
                () -> new Classifier(
                        read.net(),
                        read.standardiser(),
                        read.featureNames().isEmpty() ? unnamed.featureNames() : read.featureNames(),
                        read.classNames().isEmpty() ? unnamed.classNames() : read.classNames()));
    }

    /**
     * Reads a network. If the file standardises the features first, the network does so too, within its first layer.
     *
     * @throws IOException if there is no such file, it cannot be read, it is damaged, or it is not a chain of layers. The message names the
     *     file, and the node and the operator that are not supported.
     */
    public static Mlp readMlp(Path file) throws IOException {
        final var read = read(file);
        return named(
                file, () -> read.standardiser().map(s -> s.foldInto(read.net())).orElse(read.net()));
    }

    private static NetworkAndNames read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + ": this file is too large for an ONNX model, which has less than 2 GB");
        }
        try (var input = new FileInputStream(file.toFile())) {
            final byte[] bytes = input.readAllBytes();
            return named(file, () -> ModelReader.read(bytes));
        }
    }

    /** Names the file in the message, should something in it be refused. */
    private static <T> T named(Path file, Supplier<T> content) throws IOException {
        try {
            return content.get();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
