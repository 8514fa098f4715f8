package io.github.spencerpark.ijava.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void nothingIsShownOutsideTheKernel() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Display.display("x"))
                .withMessageContaining("no Java kernel");
        assertThatIllegalStateException().isThrownBy(() -> Display.updateDisplay("id", "x"));
    }

    @Test
    void renderingNeedsNoKernel() {
        final var data = Display.render("<b>x</b>", "text/html");
        data.putText("x");
        assertThat(data.getData()).containsEntry("text/html", "<b>x</b>").containsEntry("text/plain", "x");
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Display.render("{bad", "application/json"))
                .withMessageStartingWith("cannot be shown as application/json: ")
                .withMessageContaining("column 5")
                .withNoCause();
    }
}
