package io.github.gradwalk.bench.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The handwritten digits of {@code notebooks/data}, in its stratified splits: training (70 %) and test (20 %). Features are
 * standardised with mean and standard deviation of the training part, as in {@code notebooks/data/baseline.py}.
 */
public record Digits(double[][] trainX, int[] trainY, double[][] testX, int[] testY) {
    public static final int FEATURES = 64;
    public static final int CLASSES = 10;

    /** Reads the split of this seed, 1 to 5. */
    public static Digits read(Path folder, int seed) {
        final var images = lines(folder.resolve("digits.csv"));
        final var trainX = new ArrayList<double[]>();
        final var trainY = new ArrayList<Integer>();
        final var testX = new ArrayList<double[]>();
        final var testY = new ArrayList<Integer>();
        for (final var split : lines(folder.resolve("digits-splits.csv"))) {
            final var image = images.get(Integer.parseInt(split[0]) - 2); // the header is row 1
            final var pixels = Arrays.stream(image, 0, FEATURES)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            final int digit = Integer.parseInt(image[FEATURES]);
            if (split[seed].equals("t")) {
                trainX.add(pixels);
                trainY.add(digit);
            } else if (split[seed].equals("e")) {
                testX.add(pixels);
                testY.add(digit);
            }
        }
        standardise(trainX, testX);
        return new Digits(trainX.toArray(double[][]::new), ints(trainY), testX.toArray(double[][]::new), ints(testY));
    }

    /** Returns which share of the test part these answers have right. */
    public double accuracy(int[] answers) {
        int right = 0;
        for (int n = 0; n < testY.length; n++) {
            right += answers[n] == testY[n] ? 1 : 0;
        }
        return (double) right / testY.length;
    }

    private static void standardise(List<double[]> train, List<double[]> test) {
        for (int j = 0; j < FEATURES; j++) {
            final int pixel = j;
            final double mean =
                    train.stream().mapToDouble(x -> x[pixel]).average().orElseThrow();
            final double variance = train.stream()
                    .mapToDouble(x -> (x[pixel] - mean) * (x[pixel] - mean))
                    .average()
                    .orElseThrow();
            final double scale = variance > 0 ? Math.sqrt(variance) : 1;
            for (final var part : List.of(train, test)) {
                part.forEach(x -> x[pixel] = (x[pixel] - mean) / scale);
            }
        }
    }

    private static List<String[]> lines(Path csv) {
        try {
            return Files.readAllLines(csv).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
