package io.github.gradwalk.check;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.complex.Complex;
import org.hipparchus.util.Binary64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarTest {
    static List<CalculusFieldElement<?>> numbers() {
        return List.of(new Binary64(0.75), new Complex(0.75, 0.5), Gradient.variable(2, 1, 0.75));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void operationsOnTheValue(CalculusFieldElement<?> number) {
        final var real = new Scalar(number).constant(0.75);
        final var three = real.constant(3);
        assertThat(real.plus(three).value()).isEqualTo(3.75);
        assertThat(real.plus(3).value()).isEqualTo(3.75);
        assertThat(real.minus(three).value()).isEqualTo(-2.25);
        assertThat(real.minus(3).value()).isEqualTo(-2.25);
        assertThat(real.times(three).value()).isEqualTo(2.25);
        assertThat(real.times(3).value()).isEqualTo(2.25);
        assertThat(real.divide(three).value()).isEqualTo(0.25);
        assertThat(real.negate().value()).isEqualTo(-0.75);
        assertThat(real.exp().value()).isCloseTo(Math.exp(0.75), within(5e-16));
        assertThat(real.log().value()).isCloseTo(Math.log(0.75), within(1e-16));
        assertThat(real.tanh().value()).isCloseTo(Math.tanh(0.75), within(2e-16));
        assertThat(Scalar.sum(real, three, three).value()).isEqualTo(6.75);
        assertThat(Scalar.sum(three).value()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aConstantIsOfTheSameKindAndHasNoDerivative(CalculusFieldElement<?> number) {
        final var constant = new Scalar(number).constant(-2);
        assertThat(constant.value()).isEqualTo(-2);
        assertThat(constant.number()).hasSameClassAs(number);
        if (constant.number() instanceof Gradient gradient) {
            assertThat(gradient.getGradient()).containsExactly(0, 0);
        }
        if (constant.number() instanceof Complex complex) {
            assertThat(complex.getImaginaryPart()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theTextIsTheNumbers(CalculusFieldElement<?> number) {
        assertThat(new Scalar(number)).hasToString(number.toString());
        assertThat(new Scalar(number).value()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void anEmptySumIsRefused(CalculusFieldElement<?> number) {
        assertRefused(Scalar::sum, "terms is empty");
    }
}
