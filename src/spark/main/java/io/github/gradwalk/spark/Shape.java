package io.github.gradwalk.spark;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.train.Parameters;
import java.io.Serializable;

/** A network without its parameters. A network itself cannot be sent to executors; its shape and its parameters, as one vector, can. */
final class Shape implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] sizes;
    private final Activation hidden;

    /**
     * @param sizes features, hidden layers, classes
     * @param hidden the activation of the hidden layers
     */
    Shape(int[] sizes, Activation hidden) {
        this.sizes = sizes;
        this.hidden = hidden;
    }

    int[] sizes() {
        return sizes;
    }

    Activation hidden() {
        return hidden;
    }

    int features() {
        return sizes[0];
    }

    int classes() {
        return sizes[sizes.length - 1];
    }

    /** Returns the number of parameters. */
    long parameters() {
        long count = 0;
        for (int l = 1; l < sizes.length; l++) {
            count += (sizes[l - 1] + 1L) * sizes[l];
        }
        return count;
    }

    /** Returns a new network whose parameters are 0. */
    Mlp network() {
        return Mlp.create(sizes, hidden, new Initialisation.Zero(), 0);
    }

    /** Returns a new network with these parameters. */
    Mlp network(double[] parameters) {
        final var net = network();
        Parameters.write(parameters, Parameters.of(net));
        return net;
    }

    /** Returns the parameters of a network as one vector. */
    static double[] parametersOf(Mlp net) {
        final var matrices = Parameters.of(net);
        final double[] vector = new double[Parameters.count(matrices)];
        Parameters.read(matrices, vector);
        return vector;
    }
}
