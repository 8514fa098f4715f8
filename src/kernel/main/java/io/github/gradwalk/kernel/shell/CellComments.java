package io.github.gradwalk.kernel.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The documentation comments in the code of cells, by what they document: JShell looks for comments in files only. A key is a name
 * within its types, such as {@code Walk.steps}, and for a method the types of its parameters, as in {@code Walk.steps(int)}.
 */
final class CellComments extends TreePathScanner<Void, Void> {
    private final Map<String, String> comments = new HashMap<>();
    private final List<String> types = new ArrayList<>();
    private final DocTrees trees;

    private CellComments(DocTrees trees) {
        this.trees = trees;
    }

    /** Returns the comment on what has the signature in one of the sources; for a constructor without one, that on its type. */
    static Optional<String> on(String signature, Stream<String> sources) {
        final var key = key(signature);
        return sources.filter(source -> source.contains("/**"))
                .map(CellComments::in)
                .flatMap(found -> Stream.of(key, key.replaceFirst("\\(.*", ""))
                        .map(found::get)
                        .filter(comment -> comment != null)
                        .limit(1))
                .findFirst();
    }

    /** Returns the key of a signature in JShell's words, such as {@code int Walk.steps(int more)} or {@code steps:int}. */
    private static String key(String signature) {
        final var plain = withoutTypeArguments(signature);
        final var name = plain.replaceFirst("[(:].*", "").replaceFirst(".*\\s", "");
        final int open = plain.indexOf('(');
        if (open < 0) {
            return name;
        }
        final var parameters = plain.substring(open + 1, plain.indexOf(')', open));
        return name
                + Stream.of(parameters.split(","))
                        .map(parameter -> type(parameter.strip().replaceFirst("\\s+[\\w$]+$", "")))
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static String type(String written) {
        return withoutTypeArguments(written).replaceAll("\\w+\\.(?=\\w)", "").replace("...", "[]");
    }

    private static String withoutTypeArguments(String text) {
        final var shorter = text.replaceAll("<[^<>]*>", "");
        return shorter.equals(text) ? text : withoutTypeArguments(shorter);
    }

    private static Map<String, String> in(String source) {
        final var file = new SimpleJavaFileObject(URI.create("memory:///Cell.java"), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "class $ {" + source + "\n}";
            }
        };
        final var task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, null, null, List.of(file));
        final var found = new CellComments(DocTrees.instance(task));
        try {
            found.scan(task.parse(), null);
        } catch (IOException e) {
            throw new AssertionError("a source in memory", e);
        }
        return found.comments;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        final var name = type.getSimpleName().toString();
        // Those that were put around the code.
        final boolean isOfTheCell = !name.matches("\\$\\d*");
        if (isOfTheCell) {
            add(qualified(name));
            types.add(name);
        }
        super.visitClass(type, none);
        if (isOfTheCell) {
            types.remove(types.size() - 1);
        }
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        final var name = method.getName().contentEquals("<init>")
                ? String.join(".", types)
                : qualified(method.getName().toString());
        add(name
                + method.getParameters().stream()
                        .map(VariableTree::getType)
                        .map(Tree::toString)
                        .map(CellComments::type)
                        .collect(Collectors.joining(",", "(", ")")));
        return super.visitMethod(method, none);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void none) {
        add(qualified(variable.getName().toString()));
        return super.visitVariable(variable, none);
    }

    private String qualified(String name) {
        return Stream.concat(types.stream(), Stream.of(name)).collect(Collectors.joining("."));
    }

    private void add(String key) {
        final var comment = trees.getDocComment(getCurrentPath());
        if (comment != null) {
            comments.put(key, comment);
        }
    }
}
