package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import io.github.gradwalk.check.Comparison;
import io.github.gradwalk.check.Judgement;
import io.github.gradwalk.check.Ledger;
import org.junit.jupiter.api.Test;

class CheckOutputTest {
    private final Ledger ledger = new Ledger("04", entry -> {});

    @Test
    void aLedgerIsATable() {
        ledger.check("04.1", "1 < 2 = 2", 2, 2 + 1e-15);
        ledger.checkAtMost("04.2", "a ≤ b", -3, 2);
        ledger.refute("04.22", "1 = 2", 1, 2);

        assertThat(CheckOutput.html(ledger)).isEqualTo("""
                <details class="tex2jax_ignore mathjax_ignore">
                <summary>Ledger of notebook 04: 3 equations, 3 checks</summary>
                <table class="gradwalk-ledger">
                <thead><tr><th scope="col">tag</th><th scope="col">equation</th><th scope="col">held against</th>\
                <th scope="col">agreement</th><th scope="col">relative error</th><th scope="col">tolerance</th><th scope="col">holds</th></tr></thead>
                <tbody>
                <tr><th scope="row">04.1</th><td>1 &lt; 2 = 2</td><td>both sides</td><td>to 16 digits</td><td>4.4e-16</td><td>≤ 1e-12</td><td>✓ yes</td></tr>
                <tr><th scope="row">04.2</th><td>a ≤ b</td><td>-3.00 ≤ 2.00</td><td></td><td></td><td></td><td>✓ yes</td></tr>
                <tr><th scope="row">04.22</th><td>1 = 2</td><td>both sides</td><td>off by 50 %</td><td>5.0e-01</td><td>&gt; 1e-03</td><td>✗ refuted</td></tr>
                </tbody>
                </table>
                </details>""");
    }

    @Test
    void aLedgerIsData() {
        ledger.check("04.1", "1 < 2 = 2 \uD800", 2, 2 + 1e-15);
        ledger.checkAtMost("04.2", "a ≤ b", -3, 2);
        ledger.refute("04.22", "1 = 2", 1, 2);

        assertThat(new Gson().toJsonTree(CheckOutput.data(ledger))).isEqualTo(JsonParser.parseString("""
                {"version": 1, "caption": "Ledger of notebook 04: 3 equations, 3 checks", "rows": [
                    {"tag": "04.1", "claim": "1 < 2 = 2 \uFFFD", "against": "both sides", "error": 4.4e-16, "tolerance": 1e-12, "holds": true},
                    {"tag": "04.2", "claim": "a ≤ b", "against": "-3.00 ≤ 2.00", "holds": true},
                    {"tag": "04.22", "claim": "1 = 2", "against": "both sides", "error": 0.5, "tolerance": 1e-3, "holds": false}]}
                """));
    }

    @Test
    void aJudgementHasABarInTheColourOfItsVerdict() {
        assertThat(CheckOutput.html(Judgement.of("x < y", 1, 1, "y")))
                .matches(
                        "<p class=\"gradwalk-judgement right .*solid #1a7f37;.*>✓ Right: x &lt; y agrees with y exactly\\.</p>");
        assertThat(CheckOutput.html(Judgement.of("x", 1, 2, "y"))).contains("judgement wrong", "#c4320a", ">✗ Not yet");
        assertThat(CheckOutput.html(Judgement.of("x", Double.NaN, 2, "y"))).contains("judgement empty", "#767676");
    }

    @Test
    void aComparisonIsATable() {
        assertThat(CheckOutput.html(Comparison.of(4, 3)))
                .isEqualTo("<table class=\"gradwalk-comparison\"><tbody>"
                        + "<tr><th scope=\"row\">largest relative error</th><td>2.5e-01</td></tr>"
                        + "<tr><th scope=\"row\">at row, column (counted from 0)</th><td>0, 0</td></tr>"
                        + "<tr><th scope=\"row\">left</th><td>4.0</td></tr>"
                        + "<tr><th scope=\"row\">right</th><td>3.0</td></tr></tbody></table>");
    }
}
