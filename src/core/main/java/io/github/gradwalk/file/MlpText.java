package io.github.gradwalk.file;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.io.IOException;
import java.util.ArrayList;
import org.ejml.data.DMatrixRMaj;

/** The lines that say what a network consists of: see {@link MlpFile}. */
final class MlpText {
    private static final String SIZES_AND_ACTIVATION =
            " inputs ([1-9][0-9]{0,8}) outputs ([1-9][0-9]{0,8}) activation (IDENTITY|LOGISTIC|TANH|RELU)";

    private MlpText() {}

    /** @throws IllegalArgumentException if a parameter is not finite or has been reshaped */
    static void append(StringBuilder text, Mlp net) {
        requireWhole(net);
        text.append("layers " + net.layers().size() + "\n");
        for (int l = 1; l <= net.layers().size(); l++) {
            final var layer = net.layers().get(l - 1);
            text.append("layer " + l + " inputs " + layer.inputs() + " outputs " + layer.outputs());
            text.append(" activation " + layer.activation() + "\nW\n");
            TextLines.append(text, layer.W().data, layer.outputs(), layer.inputs());
            TextLines.append(text.append("b\n"), layer.b().data, 1, layer.outputs());
        }
    }

    private static void requireWhole(Mlp net) {
        for (int l = 1; l <= net.layers().size(); l++) {
            final var layer = net.layers().get(l - 1);
            Require.shape("W of layer " + l, layer.W(), layer.outputs(), net.sizes()[l - 1]);
            Require.shape("b of layer " + l, layer.b(), layer.outputs(), 1);
            Require.finite("W of layer " + l, layer.W());
            Require.finite("b of layer " + l, layer.b());
        }
    }

    static Mlp read(TextLines lines) throws IOException {
        final int count =
                Integer.parseInt(lines.next("layers ([1-9][0-9]{0,8})").group(1));
        final var layers = new ArrayList<Layer>();
        for (int l = 1; l <= count; l++) {
            layers.add(readLayer(lines, l));
        }
        return new Mlp(layers);
    }

    private static Layer readLayer(TextLines lines, int l) throws IOException {
        final var header = lines.next("layer " + l + SIZES_AND_ACTIVATION);
        final int inputs = Integer.parseInt(header.group(1));
        final int outputs = Integer.parseInt(header.group(2));
        lines.next("W");
        final var W = new ArrayList<double[]>(); // which grows with the file, whatever the sizes above claim
        for (int i = 0; i < outputs; i++) {
            W.add(lines.numbers(inputs));
        }
        lines.next("b");
        final var b = new DMatrixRMaj(outputs, 1, true, lines.numbers(outputs));
        return new Layer(new DMatrixRMaj(W.toArray(double[][]::new)), b, Activation.valueOf(header.group(3)));
    }
}
