package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.argument.Summary;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What the forward pass keeps for the backward pass: {@code A⁰ = X, A¹, …, Aᴸ}, one example per row.
 *
 * <p>{@code A⁰} is the caller's matrix, not a copy: it must not change before the backward pass has used it.
 *
 * @param A the activations: {@code A.get(l)} is N × n<sub>l</sub>, and the last one holds the logits
 */
public record ForwardPass(List<DMatrixRMaj> A) {
    /** @throws IllegalArgumentException if there is no matrix */
    public ForwardPass {
        Require.notNull("A", A);
        Require.that(!A.isEmpty(), "A is empty");
        A = List.copyOf(A);
    }

    /** Returns the logits Z, N×K. */
    public DMatrixRMaj logits() {
        return A.get(A.size() - 1);
    }

    /** As {@code ForwardPass: A0 32×4, A1 32×16, A2 32×3}. */
    @Override
    public String toString() {
        return "ForwardPass: " + Summary.shapes("A", 0, A);
    }
}
