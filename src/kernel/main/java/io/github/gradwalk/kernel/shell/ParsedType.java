package io.github.gradwalk.kernel.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A class, interface, record or enum as the compiler parses it; the body starts at the offset of its brace. */
record ParsedType(String source, ClassTree tree, int bodyStart) {
    private static final Pattern KEYWORD = Pattern.compile("\\b(class|interface|record|enum)\\b");

    /** Returns the type that the source declares, if it declares one. */
    static Optional<ParsedType> of(String source) {
        if (!KEYWORD.matcher(source).find()) {
            return Optional.empty();
        }
        final var file = new Source(source);
        final var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            final var unit = task.parse().iterator().next();
            final var positions = Trees.instance(task).getSourcePositions();
            return unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .findFirst()
                    .map(tree -> {
                        final long header = header(tree)
                                .mapToLong(part -> positions.getEndPosition(unit, part))
                                .filter(end -> end >= 0)
                                .max()
                                .orElse(positions.getStartPosition(unit, tree));
                        return new ParsedType(source, tree, source.indexOf('{', (int) header));
                    })
                    .filter(type -> type.bodyStart() >= 0);
        } catch (IOException e) {
            throw new AssertionError("text in memory", e);
        }
    }

    /** What may stand before the body, and may contain a brace itself. */
    private static Stream<? extends Tree> header(ClassTree tree) {
        return Stream.of(
                        Stream.of(tree.getModifiers()),
                        tree.getTypeParameters().stream(),
                        Stream.ofNullable(tree.getExtendsClause()),
                        tree.getImplementsClause().stream())
                .flatMap(parts -> parts);
    }

    String name() {
        return tree.getSimpleName().toString();
    }

    boolean isSealed() {
        return tree.getModifiers().getFlags().contains(Modifier.SEALED);
    }

    /** Returns the subtypes that a sealed type names. */
    List<String> permitted() {
        return tree.getPermitsClause().stream().map(Tree::toString).toList();
    }

    /** Returns the names of those types, and types in them, that extend or implement this one. */
    List<String> directSubtypes(Collection<ParsedType> types) {
        return types.stream()
                .flatMap(type -> members("", type.tree))
                .filter(member -> supertypes(member.tree()).anyMatch(name()::equals))
                .map(Member::name)
                .toList();
    }

    /** A type by the name that others call it by. */
    private record Member(String name, ClassTree tree) {}

    private static Stream<Member> members(String outer, ClassTree tree) {
        final var name = outer + tree.getSimpleName();
        final var inside = tree.getMembers().stream().filter(ClassTree.class::isInstance);
        return Stream.concat(
                Stream.of(new Member(name, tree)), inside.flatMap(member -> members(name + ".", (ClassTree) member)));
    }

    private static Stream<String> supertypes(ClassTree tree) {
        return Stream.concat(Stream.ofNullable(tree.getExtendsClause()), tree.getImplementsClause().stream())
                .map(type -> type instanceof ParameterizedTypeTree generic ? generic.getType() : type)
                .map(Tree::toString);
    }

    /** Returns the source with these subtypes named, unless it names some or has all of them inside. */
    String permitting(List<String> subtypes) {
        if (!permitted().isEmpty() || subtypes.stream().allMatch(subtype -> subtype.startsWith(name() + "."))) {
            return source;
        }
        return source.substring(0, bodyStart) + "permits " + String.join(", ", subtypes) + " "
                + source.substring(bodyStart);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
