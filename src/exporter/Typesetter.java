import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Script;

/**
 * Typesets formulas with MathJax: {@code java -cp 'rhino.jar:mathjax.jar' Typesetter.java typeset.js} answers each line
 * of its input with a line; {@code typeset.js} describes the lines.
 */
final class Typesetter {
    private static final String WEB_JAR = "/META-INF/maven/org.webjars.npm/mathjax/pom.properties";
    private static final String COMPONENT = "/META-INF/resources/webjars/mathjax/%s/es5/%s.js";
    private static final List<String> COMPONENTS = List.of(
            "core",
            "adaptors/liteDOM",
            "input/tex-base",
            "input/tex/extensions/ams",
            "input/tex/extensions/boldsymbol",
            "input/tex/extensions/braket",
            "input/tex/extensions/enclose",
            "input/tex/extensions/cancel",
            "output/svg",
            "output/svg/fonts/tex");

    private Typesetter() {}

    public static void main(String[] arguments) throws IOException {
        final var questions =
                new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        final var answers = new String[questions.size()];
        final var scripts = scripts(Path.of(arguments[0]));
        final int processors = Runtime.getRuntime().availableProcessors();
        // Each processor takes every so many-th, since the long ones stand together.
        IntStream.range(0, processors)
                .parallel()
                .forEach(first -> answer(questions, answers, first, processors, scripts));
        final var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        List.of(answers).forEach(output::println);
        output.flush();
    }

    /** The components of MathJax that are needed, and what tells them what to do. */
    private static List<Script> scripts(Path last) throws IOException {
        final var context = enter();
        try {
            final var scripts = new ArrayList<Script>();
            scripts.add(context.compileString("var global = this, MathJax = {};", "global", 1, null));
            final var version = mathJaxVersion();
            for (final var component : COMPONENTS) {
                final var source = new String(read(COMPONENT.formatted(version, component)), StandardCharsets.UTF_8);
                scripts.add(context.compileString(forRhino(source), component, 1, null));
            }
            scripts.add(context.compileString(Files.readString(last), last.toString(), 1, null));
            return scripts;
        } finally {
            Context.exit();
        }
    }

    /**
     * Rhino 1.9 forgets what is assigned to a parameter that has its function's name, if there was no argument for it;
     * MathJax's constructors look like that. So such a function gets another name: {@code var t=$t;function $t(t)}.
     */
    private static String forRhino(String source) {
        return source.replaceAll("([{;])function (\\w+)\\(((?:\\w+,)*\\2[,)])", "$1var $2=\\$$2;function \\$$2($3");
    }

    private static void answer(List<String> questions, String[] answers, int first, int step, List<Script> scripts) {
        final var context = enter();
        try {
            final var scope = context.initSafeStandardObjects();
            scripts.forEach(script -> script.exec(context, scope, scope));
            final var typeset = (Function) scope.get("typeset", scope);
            for (int i = first; i < answers.length; i += step) {
                answers[i] = Context.toString(typeset.call(context, scope, scope, new Object[] {questions.get(i)}));
            }
        } finally {
            Context.exit();
        }
    }

    /** Interpreted: to compile MathJax takes longer than what compiled code then saves. */
    private static Context enter() {
        final var context = Context.enter();
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setInterpretedMode(true);
        return context;
    }

    private static String mathJaxVersion() throws IOException {
        final var properties = new Properties();
        try (var file = stream(WEB_JAR)) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String resource) throws IOException {
        try (var file = stream(resource)) {
            return file.readAllBytes();
        }
    }

    private static InputStream stream(String resource) {
        return Objects.requireNonNull(Typesetter.class.getResourceAsStream(resource), resource);
    }
}
