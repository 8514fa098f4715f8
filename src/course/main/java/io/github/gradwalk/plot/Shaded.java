package io.github.gradwalk.plot;

import java.math.BigDecimal;

/** A number with the colour of another one: XChart's heat map prints the decimal digits, but colours a cell by its {@code double}. */
final class Shaded extends BigDecimal {
    private static final long serialVersionUID = 1;

    private final double shade;

    Shaded(double value, double shade) {
        super(BigDecimal.valueOf(value).toPlainString());
        this.shade = shade;
    }

    @Override
    public double doubleValue() {
        return shade;
    }
}
