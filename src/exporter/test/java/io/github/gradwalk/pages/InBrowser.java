package io.github.gradwalk.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all tests of the pages one {@link Browser} and one {@link Site}. They need the pages ({@code make tutorials}) and
 * the system properties {@code gradwalk.chrome} and {@code gradwalk.chromedriver}; {@code make page-tests} sees to both.
 */
final class InBrowser implements ExecutionCondition, ParameterResolver {
    private static final String CHROME = System.getProperty("gradwalk.chrome", "");
    private static final String DRIVER = System.getProperty("gradwalk.chromedriver", "");

    private record Rig(Site site, Browser browser) implements AutoCloseable {
        static Rig open() {
            try {
                return new Rig(Site.of(Site.TUTORIALS), new Browser(CHROME, DRIVER));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            browser.close();
            site.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return CHROME.isEmpty() || DRIVER.isEmpty()
                ? ConditionEvaluationResult.disabled("no browser given: run make page-tests")
                : ConditionEvaluationResult.enabled("a browser is given");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        final var type = parameter.getParameter().getType();
        return type == Site.class || type == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        final var rig = context.getRoot()
                .getStore(Namespace.create(InBrowser.class))
                .getOrComputeIfAbsent(Rig.class, type -> Rig.open(), Rig.class);
        return parameter.getParameter().getType() == Site.class ? rig.site() : rig.browser();
    }
}
