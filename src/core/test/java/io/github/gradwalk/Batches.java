package io.github.gradwalk;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.ejml.data.DMatrixRMaj;

/** Batches for properties: any size, any scale, with ties and masked classes among them. */
public final class Batches extends DomainContextBase {
    /** Logits and targets of one shape, and anything else of that shape. */
    public record Batch(DMatrixRMaj logits, DMatrixRMaj Y, DMatrixRMaj V) {
        public Targets targets() {
            return Targets.ofDistributions(Y);
        }
    }

    @Provide
    Arbitrary<Batch> batches() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(1e-3, 1.0, 10.0, 300.0),
                        Arbitraries.longs(),
                        Arbitraries.of(Kind.values()))
                .as((N, K, scale, seed, kind) -> new Batch(
                        kind.shape(Matrices.gaussian(N, K, scale, seed), new Random(seed)),
                        Matrices.distributions(N, K, seed + 1),
                        Matrices.gaussian(N, K, 1, seed + 2)));
    }

    private enum Kind {
        PLAIN,
        TIED,
        MASKED;

        DMatrixRMaj shape(DMatrixRMaj logits, Random random) {
            for (int i = 0; i < logits.getNumElements(); i++) {
                switch (this) {
                    case PLAIN -> {}
                    case TIED -> logits.data[i] = Math.rint(logits.data[i]);
                    case MASKED -> {
                        final boolean first = i % logits.numCols == 0; // stays, so that no row is masked throughout
                        if (!first && random.nextInt(3) == 0) {
                            logits.data[i] = Double.NEGATIVE_INFINITY;
                        }
                    }
                }
            }
            return logits;
        }
    }
}
