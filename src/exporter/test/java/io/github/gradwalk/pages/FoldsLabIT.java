package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In JupyterLab, too, solutions and the results of predictions stay closed until they are opened. Skipped if JupyterLab is not installed. */
@ExtendWith(InBrowser.class)
class FoldsLabIT {
    private static final String NOTEBOOK = "02-softmax-derivative.ipynb";

    @Test
    void solutionsAndResultsStayClosed(Browser browser) throws Exception {
        try (var lab = new Lab(Path.of("target/folds-lab"))) {
            assumeThat(lab.isInstalled()).as("has JupyterLab").isTrue();
            Files.copy(
                    Path.of("notebooks", NOTEBOOK),
                    lab.notebooks().resolve(NOTEBOOK),
                    StandardCopyOption.REPLACE_EXISTING);
            lab.sign(NOTEBOOK);
            lab.start();
            lab.open(browser, NOTEBOOK);
            // The last notebook cells are there, and what is collapsed is hidden.
            browser.await("document.querySelector('.jp-Notebook .gradwalk-ledger') !== null"
                    + " && document.querySelectorAll('.jp-showHiddenCellsButton').length >= 6");
            browser.await("!document.querySelector('.jp-Notebook').innerText.includes('By the same factor')");

            final var notebook = (String) browser.evaluate("return document.querySelector('.jp-Notebook').innerText");
            assertThat(notebook)
                    .contains("The result", "Many values of one logit", "Your line is still empty.", "Solution")
                    .doesNotContain("✓ Right");

            browser.evaluate("document.querySelector('.jp-showHiddenCellsButton').click()");
            browser.await("document.querySelector('.jp-Notebook').innerText.includes('By the same factor')");
            browser.driver().get("about:blank");
        }
    }
}
