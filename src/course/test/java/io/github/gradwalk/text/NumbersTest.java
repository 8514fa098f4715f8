package io.github.gradwalk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "-0.7000000001, -0.7, -0.7, −0.7",
        "1, 1, 1, 1",
        "-0.0, 0, 0, 0",
        "1.0986122886681098, 1.099, 1.099, 1.099",
        "12345.678, 12346, 12346, 12346",
        "123456, 123456, 123456, 123456",
        "1234567, 1.235e6, '1.235 \\times 10^{6}', 1.235×10⁶",
        "1000000, 1e6, '1 \\times 10^{6}', 10⁶",
        "-2.5e-7, -2.5e-7, '-2.5 \\times 10^{-7}', −2.5×10⁻⁷",
        "0.00012345, 0.0001234, 0.0001234, 0.0001234",
        "999999.7, 1e6, '1 \\times 10^{6}', 10⁶",
        "1e308, 1e308, '1 \\times 10^{308}', 10³⁰⁸",
        "4.9e-324, 4.941e-324, '4.941 \\times 10^{-324}', 4.941×10⁻³²⁴",
        "NaN, NaN, \\text{NaN}, NaN",
        "Infinity, ∞, \\infty, ∞",
        "-Infinity, -∞, -\\infty, −∞"
    })
    void writesNumbersForReading(double value, String plain, String latex, String typeset) {
        assertThat(Numbers.plain(value, 4)).isEqualTo(plain);
        assertThat(Numbers.latex(new double[] {value}, 4)).containsExactly(latex);
        assertThat(Numbers.typeset(value, 4)).isEqualTo(typeset);
    }

    @ParameterizedTest
    @CsvSource({
        "0.7689 0.158 0.0731, 0.7689 0.1580 0.0731",
        "1 0 -2, 1 0 -2",
        "1.4 -0.86667 0, 1.400 -0.867 0.000",
        "1.234 0.00056, 1.23400 0.00056",
        "0.0015554 -0.000050234, 0.001555 -0.000050",
        "0.3 1.11e-17 2e-9, 0.3 1.11e-17 2.00e-9",
        "12345.678 0.3, 12345.7 0.3",
        "1e8 0.5 NaN -Infinity, 1e8 0.5 NaN -∞"
    })
    void aColumnHasTheSameNumberOfDecimals(String values, String texts) {
        final double[] column = Arrays.stream(values.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(Numbers.plain(column, 4)).containsExactly(texts.split(" "));
    }

    @Test
    void keepsAllDigitsOfADecimalNumber() {
        assertThat(Numbers.typeset(new BigDecimal("-1234567.80"))).isEqualTo("−1.2345678×10⁶");
        assertThat(Numbers.typeset(new BigDecimal("0.10"))).isEqualTo("0.1");
        assertThat(Numbers.powerOfTen(-12)).isEqualTo("10⁻¹²");
    }

    @ParameterizedTest
    @CsvSource({"1.149e-16, 1, 1.1e-16", "0, 1, 0.0e+00", "1e-12, 0, 1e-12", "Infinity, 1, Infinity"})
    void writesAnErrorWithAPowerOfTen(double value, int decimals, String text) {
        assertThat(Numbers.scientific(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, exact",
        "1e-17, to 16 digits",
        "1.6e-16, to 16 digits",
        "5.04e-16, to 16 digits",
        "5.1e-16, to 15 digits",
        "3.3e-9, to 9 digits",
        "1e-3, to 3 digits",
        "0.00123, off by 0.12 %",
        "0.354, off by 35 %",
        "1.9, off by 190 %"
    })
    void saysInWordsHowFarNumbersAgree(double relativeError, String words) {
        assertThat(Numbers.agreement(relativeError)).isEqualTo(words);
    }
}
