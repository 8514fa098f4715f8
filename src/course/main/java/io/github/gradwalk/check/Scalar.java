package io.github.gradwalk.check;

import io.github.gradwalk.argument.Require;
import org.hipparchus.CalculusFieldElement;

/**
 * A number of the kind that an {@link Oracle} computes with: real, complex or dual.
 *
 * <p>A formula is written once, with these operations, and each oracle evaluates it in its own arithmetic. The
 * arithmetic is that of Hipparchus; no derivative is written down here.
 */
// Raw types on purpose: in Hipparchus the kind of number is a type parameter, and then a formula could not be a lambda.
@SuppressWarnings({"unchecked", "rawtypes"})
public final class Scalar {
    private final CalculusFieldElement number;

    Scalar(CalculusFieldElement number) {
        this.number = number;
    }

    /** Returns {@code this + other}. */
    public Scalar plus(Scalar other) {
        return new Scalar((CalculusFieldElement) number.add(other.number));
    }

    /** Returns {@code this + other}. */
    public Scalar plus(double other) {
        return new Scalar((CalculusFieldElement) number.add(other));
    }

    /** Returns {@code this − other}. */
    public Scalar minus(Scalar other) {
        return new Scalar((CalculusFieldElement) number.subtract(other.number));
    }

    /** Returns {@code this − other}. */
    public Scalar minus(double other) {
        return new Scalar((CalculusFieldElement) number.subtract(other));
    }

    /** Returns {@code this · other}. */
    public Scalar times(Scalar other) {
        return new Scalar((CalculusFieldElement) number.multiply(other.number));
    }

    /** Returns {@code this · other}. */
    public Scalar times(double other) {
        return new Scalar((CalculusFieldElement) number.multiply(other));
    }

    /** Returns {@code this / other}. */
    public Scalar divide(Scalar other) {
        return new Scalar((CalculusFieldElement) number.divide(other.number));
    }

    /** Returns {@code −this}. */
    public Scalar negate() {
        return new Scalar((CalculusFieldElement) number.negate());
    }

    /** Returns {@code e} to this power. */
    public Scalar exp() {
        return new Scalar((CalculusFieldElement) number.exp());
    }

    /** Returns the natural logarithm. */
    public Scalar log() {
        return new Scalar((CalculusFieldElement) number.log());
    }

    /** Returns the hyperbolic tangent. */
    public Scalar tanh() {
        return new Scalar((CalculusFieldElement) number.tanh());
    }

    /** Returns a constant of this kind of number: its derivative is 0. */
    public Scalar constant(double value) {
        return new Scalar((CalculusFieldElement) number.newInstance(value));
    }

    /** Returns the value without its derivative: the real part. Branches, such as that of ReLU, depend on it alone. */
    public double value() {
        return number.getReal();
    }

    CalculusFieldElement number() {
        return number;
    }

    /**
     * Returns {@code Σ terms}, from left to right.
     *
     * @throws IllegalArgumentException if there are no terms
     */
    public static Scalar sum(Scalar... terms) {
        Require.that(terms.length > 0, "terms is empty");
        Scalar sum = terms[0];
        for (int i = 1; i < terms.length; i++) {
            sum = sum.plus(terms[i]);
        }
        return sum;
    }

    @Override
    public String toString() {
        return number.toString();
    }
}
