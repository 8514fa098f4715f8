package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.data.Standardiser;
import io.github.gradwalk.predict.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Saves a classifier to a text file, and loads it again with every number the same to the last bit, and every name.
 *
 * <p>The format, version 1, is that of {@link MlpFile} with the names and the standardiser before the layers:
 *
 * <pre>
 * gradwalk-classifier 1
 * features 2
 * "bill length (mm)"
 * "body mass (g)"
 * classes 3
 * "Adelie"
 * "Chinstrap"
 * "Gentoo"
 * standardised yes
 * mean
 * 43.9 4201.0
 * standard deviation
 * 5.46 801.5
 * layers 2
 * …
 * sha256 <i>the SHA-256 of all bytes above this line, 64 hexadecimal digits</i>
 * </pre>
 *
 * <p>Names are strings of JSON: quotation marks, backslashes, controls and unpaired surrogates are written as {@code \}{@code u} and four
 * hexadecimal digits, in lower case, and no other characters are. Without a standardiser the line is {@code standardised no}, and layers follow.
 */
public final class ClassifierFile {
    private static final String FORMAT = "gradwalk-classifier 1";
    private static final String COUNT = " ([1-9][0-9]{0,8})";

    private ClassifierFile() {}

    /**
     * Saves a classifier, wholly or not at all, as {@link MlpFile#save} saves a network.
     *
     * @throws IOException if the file cannot be written, or what has its name is a folder, a device or a pipe
     */
    public static void save(Classifier classifier, Path file) throws IOException {
        Require.notNull("classifier", classifier);
        final var text = new StringBuilder(FORMAT + "\n");
        appendNames(text, "features", classifier.featureNames());
        appendNames(text, "classes", classifier.classNames());
        text.append("standardised ")
                .append(classifier.standardiser().isPresent() ? "yes" : "no")
                .append('\n');
        classifier.standardiser().ifPresent(standardiser -> {
            TextLines.append(text.append("mean\n"), standardiser.mean().data, 1, standardiser.features());
            text.append("standard deviation\n");
            TextLines.append(text, standardiser.standardDeviation().data, 1, standardiser.features());
        });
        MlpText.append(text, classifier.net());
        SignedText.save(text.toString(), file);
    }

    /**
     * Loads a classifier. Whatever numbers the file claims, this takes no more memory than some times the length of the file.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is not exactly what {@link #save} wrote: cut short, altered,
     *     converted, or of another version. The message names the file, what was expected and what was found.
     */
    public static Classifier load(Path file) throws IOException {
        return SignedText.load(file, FORMAT, ClassifierFile::read);
    }

    private static Classifier read(TextLines lines) throws IOException {
        final var featureNames = readNames(lines, "features");
        final var classNames = readNames(lines, "classes");
        final boolean standardised =
                lines.next("standardised (yes|no)").group(1).equals("yes");
        final var standardiser = standardised
                ? Optional.of(new Standardiser(
                        readRow(lines, "mean", featureNames.size()),
                        readRow(lines, "standard deviation", featureNames.size())))
                : Optional.<Standardiser>empty();
        return new Classifier(MlpText.read(lines), standardiser, featureNames, classNames);
    }

    private static void appendNames(StringBuilder text, String what, List<String> names) {
        text.append(what).append(' ').append(names.size()).append('\n');
        names.forEach(name -> text.append(QuotedName.of(name)).append('\n'));
    }

    private static List<String> readNames(TextLines lines, String what) throws IOException {
        final int count = Integer.parseInt(lines.next(what + COUNT).group(1));
        final var names = new ArrayList<String>(); // which grows with the file, whatever it claims
        for (int i = 0; i < count; i++) {
            names.add(lines.name());
        }
        return names;
    }

    private static DMatrixRMaj readRow(TextLines lines, String what, int count) throws IOException {
        lines.next(what);
        return new DMatrixRMaj(1, count, true, lines.numbers(count));
    }
}
