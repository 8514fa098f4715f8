package io.github.gradwalk;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Inverted dropout: in training, each hidden activation is left out with probability {@code p}, and the others are made larger, so that the
 * expected value stays the same and prediction needs no change.
 *
 * <p>\[ \tilde A^l = A^l \odot M^l, \qquad m^l_{nj} = 0 \text{ with probability } p, \text{ else } \frac{1}{1-p} \]
 *
 * <p>Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014), section 10 for this scaling.
 *
 * <p>An entry of a mask depends on the seed and on the numbers of the step, layer, example in the batch, and unit alone. So it is the same
 * whichever thread computes it, and no state needs to be kept between steps.
 */
final class Dropout {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final double rate;
    private final long seed;
    /** M¹ … Mᴸ⁻¹, and the activations that are left, Ã¹ … Ãᴸ⁻¹. */
    private final List<DMatrixRMaj> masks;

    private final List<DMatrixRMaj> dropped;
    private boolean isOn;
    private int step;
    private int first;

    Dropout(List<Layer> layers, double rate, long seed) {
        this.rate = rate;
        this.seed = seed;
        masks = hiddenMatrices(layers);
        dropped = hiddenMatrices(layers);
    }

    private static List<DMatrixRMaj> hiddenMatrices(List<Layer> layers) {
        return layers.stream()
                .limit(layers.size() - 1L)
                .map(layer -> new DMatrixRMaj(0, layer.outputs()))
                .toList();
    }

    /** From now on, no activation is left out. */
    void turnOff() {
        isOn = false;
    }

    /** From now on, the masks are those of a step's examples {@code first}, {@code first + 1} …, if {@code p} is above 0. */
    void turnOn(int step, int first) {
        isOn = rate > 0;
        this.step = step;
        this.first = first;
    }

    /** Computes {@code Ãˡ}, given {@code Aˡ} of a hidden layer. */
    void apply(int l, DMatrixRMaj A) {
        if (!isOn) {
            return;
        }
        final var M = masks.get(l - 1);
        final var left = dropped.get(l - 1);
        M.reshape(A.numRows, A.numCols);
        left.reshape(A.numRows, A.numCols);
        draw(l, M);
        // Ãˡ = Aˡ ⊙ Mˡ
        for (int i = 0; i < A.getNumElements(); i++) {
            left.data[i] = A.data[i] * M.data[i];
        }
    }

    /** Returns {@code Ãˡ}, or {@code Aˡ} where nothing is left out. */
    DMatrixRMaj of(int l, List<DMatrixRMaj> A) {
        return isOn && l > 0 ? dropped.get(l - 1) : A.get(l);
    }

    /** {@code ∂L/∂Aˡ = ∂L/∂Ãˡ ⊙ Mˡ}, in place. */
    void backward(int l, DMatrixRMaj delta) {
        if (!isOn) {
            return;
        }
        final var M = masks.get(l - 1);
        for (int i = 0; i < M.getNumElements(); i++) {
            delta.data[i] *= M.data[i];
        }
    }

    private void draw(int l, DMatrixRMaj M) {
        final double kept = 1 / (1 - rate);
        for (int n = 0, at = 0; n < M.numRows; n++) {
            long state = mix(mix(mix(mix(seed) + step) + l) + first + n);
            for (int j = 0; j < M.numCols; j++, at++) {
                state += GOLDEN_GAMMA;
                M.data[at] = uniform(mix(state)) < rate ? 0 : kept;
            }
        }
    }

    /** A number in [0, 1) from the upper 53 bits. */
    private static double uniform(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /**
     * The mixing function of SplitMix64. Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), with Stafford's
     * constants (variant 13), as in {@link java.util.SplittableRandom}.
     */
    private static long mix(long bits) {
        final long upper = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        final long lower = (upper ^ upper >>> 27) * 0x94d049bb133111ebL;
        return lower ^ lower >>> 31;
    }
}
