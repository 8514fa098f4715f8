package io.github.gradwalk.check;

/** Thrown if an equation does not hold at the numbers at which it was evaluated. */
public final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckFailedException(String message) {
        super(message);
    }
}
