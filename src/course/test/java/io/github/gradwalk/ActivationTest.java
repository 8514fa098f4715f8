package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertClose;
import static io.github.gradwalk.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.check.Formulas;
import io.github.gradwalk.check.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    private static final double[] AWKWARD = {-30.5, -7.25, -1.1, -1e-9, 1e-9, 0.3, 1.7, 7.25, 30.5};

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, -1e308, -1e308, 1",
        "IDENTITY, 5e-324, 5e-324, 1",
        "LOGISTIC, 0, 0.5, 0.25",
        "LOGISTIC, 1e308, 1, 0",
        "LOGISTIC, Infinity, 1, 0",
        "LOGISTIC, -1000, 0, 0",
        "LOGISTIC, -Infinity, 0, 0",
        "LOGISTIC, -745, 5e-324, 5e-324",
        "TANH, 0, 0, 1",
        "TANH, 1000, 1, 0",
        "TANH, Infinity, 1, 0",
        "TANH, -1e308, -1, 0",
        "TANH, -Infinity, -1, 0",
        "RELU, 2.5, 2.5, 1",
        "RELU, -2.5, 0, 0",
        "RELU, 1e308, 1e308, 1",
        "RELU, 5e-324, 5e-324, 1",
        "RELU, -5e-324, 0, 0",
        "RELU, 0, 0, 0",
    })
    void valuesAndDerivatives(Activation activation, double z, double value, double derivative) {
        assertThat(activation.value(z)).isEqualTo(value);
        assertThat(activation.derivative(z)).isEqualTo(derivative);
    }

    @Test
    void valuesThatAreNoDecimalNumbers() {
        assertThat(Activation.LOGISTIC.value(Math.log(3))).isCloseTo(0.75, within(2e-16));
        assertThat(Activation.LOGISTIC.derivative(Math.log(3))).isCloseTo(0.1875, within(2e-16));
        assertThat(Activation.LOGISTIC.value(-40)).isEqualTo(Math.exp(-40));
        assertThat(Activation.LOGISTIC.derivative(-40)).isEqualTo(Math.exp(-40));
        assertThat(Activation.TANH.value(Math.log(3))).isCloseTo(0.8, within(2e-16));
        assertThat(Activation.TANH.derivative(-Math.log(3))).isCloseTo(0.36, within(4e-16));
        assertThat(Activation.RELU.derivative(-0.0)).isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsNoneStaysNone(Activation activation) {
        assertThat(activation.value(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void theDerivativeIsWhatEveryOracleFinds(Activation activation) {
        for (final double z : AWKWARD) {
            if (activation == Activation.RELU && Math.abs(z) < 1e-3) {
                continue; // a kink
            }
            for (final var oracle : Oracle.values()) {
                final var found = oracle.gradient(at -> Formulas.activation(activation, at[0][0]), row(z));
                assertThat(activation.derivative(z))
                        .as("%s at %s against %s", activation, z, oracle)
                        .isCloseTo(found.get(0), within(oracle == Oracle.CENTRAL_DIFFERENCES ? 1e-9 : 3e-16));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDerivativeIsReadOffTheValue(Activation activation) {
        for (final double z : AWKWARD) {
            assertThat(activation.derivativeFromValue(activation.value(z))).isEqualTo(activation.derivative(z));
        }
    }

    @ParameterizedTest
    @EnumSource
    void matricesAreTakenEntryByEntryInPlaceUpToTheirShape(Activation activation) {
        final var A = row(-2, 0.5, 3, 77);
        A.reshape(1, 3);
        activation.apply(A);
        assertClose(A, row(activation.value(-2), activation.value(0.5), activation.value(3)), 0);
        assertThat(A.data[3]).isEqualTo(77);

        final var delta = row(10, -20, 30);
        activation.timesDerivative(A, delta);
        final var expected =
                row(10 * activation.derivative(-2), -20 * activation.derivative(0.5), 30 * activation.derivative(3));
        assertClose(delta, expected, 0);
    }
}
