package io.github.gradwalk.kernel.shell;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.BlockTagTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SimpleDocTreeVisitor;
import io.github.gradwalk.kernel.render.HtmlText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes a documentation comment, which the compiler has taken apart, as HTML for a client: its tags become words, and of its HTML the
 * elements that shape text remain, without attributes and without links to files.
 */
final class JavadocHtml extends SimpleDocTreeVisitor<Void, Void> {
    private static final Set<String> ELEMENTS = Set.of(
            "b",
            "big",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "del",
            "dfn",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "s",
            "samp",
            "small",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "u",
            "ul",
            "var");
    /** In the same order on every run. */
    private static final Map<String, String> NOTES = new TreeMap<>(
            Map.of("apiNote", "Note", "implNote", "On this implementation", "implSpec", "What implementations do"));
    /** A tag that Java 17 does not know, as it is written. */
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet[^:]*:?[^\\n]*\\n?(.*)\\}", Pattern.DOTALL);

    private static final Pattern SNIPPET_MARKUP = Pattern.compile("[ \t]*//[ \t]*@\\w+.*");

    private final StringBuilder html = new StringBuilder();
    private final DocTrees trees;
    private int preformatted;
    private boolean inLink;

    private JavadocHtml(DocTrees trees) {
        this.trees = trees;
    }

    static String of(String comment) {
        final var file = new SimpleJavaFileObject(URI.create("memory:///comment.html"), Kind.HTML) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "<body>" + comment + "</body>";
            }
        };
        final var task =
                (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, null, null, null);
        final var writer = new JavadocHtml(DocTrees.instance(task));
        writer.visit(writer.trees.getDocCommentTree(file), null);
        return writer.html.toString();
    }

    @Override
    public Void visitDocComment(DocCommentTree comment, Void none) {
        visit(comment.getFullBody(), null);
        final var tags = comment.getBlockTags();
        section(
                "Parameters",
                tags,
                ParamTree.class,
                tag -> definition(
                        tag.isTypeParameter()
                                ? "<" + tag.getName() + ">"
                                : tag.getName().toString(),
                        tag.getDescription()));
        section("Returns", tags, ReturnTree.class, tag -> visit(tag.getDescription(), null));
        section(
                "Throws",
                tags,
                ThrowsTree.class,
                tag -> definition(reference(tag.getExceptionName()), tag.getDescription()));
        NOTES.forEach((name, title) -> section(
                title,
                tags.stream()
                        .filter(tag -> ((BlockTagTree) tag).getTagName().equals(name))
                        .toList(),
                UnknownBlockTagTree.class,
                tag -> visit(tag.getContent(), null)));
        section("See also", tags, SeeTree.class, tag -> visit(tag.getReference(), null));
        section("Since", tags, SinceTree.class, tag -> visit(tag.getBody(), null));
        return null;
    }

    private <T extends DocTree> void section(
            String title, List<? extends DocTree> tags, Class<T> kind, Function<T, ?> write) {
        final var found = tags.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (!found.isEmpty()) {
            html.append("<p><b>").append(title).append("</b></p><ul>");
            for (var tag : found) {
                html.append("<li>");
                write.apply(tag);
                html.append("</li>");
            }
            html.append("</ul>");
        }
    }

    private Void definition(String name, List<? extends DocTree> description) {
        code(name);
        html.append(" – ");
        return visit(description, null);
    }

    private Void code(String text) {
        return preformatted > 0 ? text(text) : element("code", () -> text(text));
    }

    private Void text(String text) {
        html.append(HtmlText.escaped(text));
        return null;
    }

    private Void element(String name, Runnable content) {
        html.append('<').append(name).append('>');
        content.run();
        html.append("</").append(name).append('>');
        return null;
    }

    private static String reference(ReferenceTree reference) {
        return reference.getSignature().replaceFirst("^#", "").replace('#', '.');
    }

    @Override
    public Void visitText(TextTree text, Void none) {
        return text(text.getBody());
    }

    @Override
    public Void visitErroneous(ErroneousTree text, Void none) {
        return text(text.getBody());
    }

    @Override
    public Void visitEntity(EntityTree entity, Void none) {
        return text(Optional.ofNullable(trees.getCharacters(entity)).orElse(entity.toString()));
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
        final var body = literal.getBody().getBody();
        return literal.getKind() == DocTree.Kind.CODE ? code(body) : text(body);
    }

    @Override
    public Void visitLink(LinkTree link, Void none) {
        final Runnable label = () -> {
            if (link.getLabel().isEmpty()) {
                text(reference(link.getReference()));
            } else {
                visit(link.getLabel(), null);
            }
        };
        if (link.getKind() == DocTree.Kind.LINK && preformatted == 0) {
            return element("code", label);
        }
        label.run();
        return null;
    }

    @Override
    public Void visitReference(ReferenceTree reference, Void none) {
        return code(reference(reference));
    }

    @Override
    public Void visitValue(ValueTree value, Void none) {
        return value.getReference() == null ? null : visit(value.getReference(), null);
    }

    @Override
    public Void visitSystemProperty(SystemPropertyTree property, Void none) {
        return code(property.getPropertyName().toString());
    }

    @Override
    public Void visitIndex(IndexTree index, Void none) {
        return visit(index.getSearchTerm(), null);
    }

    @Override
    public Void visitSummary(SummaryTree summary, Void none) {
        return visit(summary.getSummary(), null);
    }

    /** Within a sentence; the tag at the end of a comment is in a section. */
    @Override
    public Void visitReturn(ReturnTree value, Void none) {
        text("Returns ");
        visit(value.getDescription(), null);
        return text(".");
    }

    @Override
    public Void visitUnknownInlineTag(UnknownInlineTagTree tag, Void none) {
        return tag.getTagName().equals("snippet") ? snippet(tag.toString()) : visit(tag.getContent(), null);
    }

    @Override
    protected Void defaultAction(DocTree tree, Void none) {
        return tree.getKind().name().equals("SNIPPET") ? snippet(tree.toString()) : null;
    }

    private Void snippet(String source) {
        final var found = SNIPPET.matcher(source);
        return found.matches()
                ? element(
                        "pre",
                        () -> text(SNIPPET_MARKUP
                                .matcher(found.group(1))
                                .replaceAll("")
                                .stripIndent()))
                : null;
    }

    @Override
    public Void visitStartElement(StartElementTree element, Void none) {
        final var name = element.getName().toString().toLowerCase(Locale.ROOT);
        if (ELEMENTS.contains(name)) {
            html.append('<').append(name).append('>');
            preformatted += name.equals("pre") ? 1 : 0;
        } else if (name.equals("a")) {
            element.getAttributes().stream()
                    .filter(AttributeTree.class::isInstance)
                    .map(AttributeTree.class::cast)
                    .filter(attribute -> attribute.getName().contentEquals("href") && attribute.getValue() != null)
                    .map(attribute ->
                            attribute.getValue().stream().map(DocTree::toString).collect(Collectors.joining()))
                    .filter(address -> address.matches("https?:.*"))
                    .findFirst()
                    .ifPresent(this::openLink);
        }
        return null;
    }

    private void openLink(String address) {
        html.append("<a href=\"").append(HtmlText.escaped(address)).append("\">");
        inLink = true;
    }

    @Override
    public Void visitEndElement(EndElementTree element, Void none) {
        final var name = element.getName().toString().toLowerCase(Locale.ROOT);
        if (ELEMENTS.contains(name) || name.equals("a") && inLink) {
            html.append("</").append(name).append('>');
            preformatted -= name.equals("pre") ? 1 : 0;
            inLink &= !name.equals("a");
        }
        return null;
    }
}
