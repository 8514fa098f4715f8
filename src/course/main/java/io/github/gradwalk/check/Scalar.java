package io.github.gradwalk.check;

import org.hipparchus.CalculusFieldElement;

/**
 * A number that a formula can be computed with, whichever kind an {@link Oracle} feeds it: real, complex or dual.
 *
 * <p>A formula is written once, with these operations, and each oracle evaluates it in its own arithmetic. The
 * arithmetic is Hipparchus's, so that nothing here knows any derivative.
 */
// Raw on purpose: Hipparchus ties the kind of number to a type parameter, which would keep formulas from being lambdas.
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

    /** Returns the value without its derivative: the real part. Branches, as in ReLU, are decided by it. */
    public double value() {
        return number.getReal();
    }

    CalculusFieldElement number() {
        return number;
    }

    /**
     * Returns {@code Σ terms}, from left to right.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scalar sum(Scalar... terms) {
        if (terms.length == 0) {
            throw new IllegalArgumentException("terms is empty");
        }
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
