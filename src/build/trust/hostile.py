"""A notebook of hostile text, executed and exported as any other: python hostile.py TARGET_FOLDER TYPESETTER_FOLDER LIBRARY."""

import csv
import json
import re
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import execute
import export
import search
from typesetting import Typesetter

TEXTS = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))

IMPORTS = """\
%classpath {library}/*.jar
import io.github.gradwalk.*;
import io.github.gradwalk.check.*;
import io.github.gradwalk.data.*;
import io.github.gradwalk.play.*;
import io.github.gradwalk.plot.*;
import io.github.gradwalk.table.*;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.*;
import tech.tablesaw.api.*;
import static io.github.gradwalk.notebook.Notebook.*;
var ledger = new Ledger("07", entry -> System.out.println(entry));"""

FIGURES = """\
for (String t : texts) {
    var chart = Charts.styled(new CategoryChartBuilder().title(t).xAxisTitle(t).yAxisTitle(t).build());
    chart.addSeries(t, List.of(t, "b"), List.of(1, 2)).setLabel(t.length() > 100 ? "long" : t);
    chart.addSeries("q", List.of(t, "b"), List.of(2, 1));
    chart.addAnnotation(new AnnotationText(t, 100, 100, true));
    show(chart, "What there is to see: " + t);
}"""

PLAY = """\
var net = Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
var snapshots = List.of(new Recording.Snapshot(0, net), new Recording.Snapshot(1, net));
var X = new DMatrixRMaj(new double[][] {{-3, 0}, {3, 1}});
for (int i = 0; i < texts.size(); i += 5) {
    List<String> t = java.util.stream.IntStream.range(i, i + 5).mapToObj(k -> texts.get(k % texts.size())).toList();
    var data = new Dataset(X, Targets.ofClasses(2, new int[] {0, 1}), t.subList(0, 2), t.subList(2, 4));
    show(Play.training(new Recording(t.get(4), data, snapshots), new Recording("other", data, snapshots)));
    show(Play.descent(net, data, new Weight(0, 0, 0, t.get(0)), new Weight(0, 0, 1, t.get(1)), new double[] {1, 2}, 0.5));
    show(Play.circuit(net, new double[] {1, 2}, 0, new Weight(0, 0, 0, t.get(2)), new Weight(1, 0, 0, t.get(3))));
}"""

TABLES = """\
show(Tables.read(Path.of("hostile.csv")));
for (String t : texts) {
    show(Table.create(t, StringColumn.create(t, t, "b")));
}"""

LEDGER = """\
for (int i = 0; i < texts.size(); i++) {
    ledger.check("07." + (i + 1), texts.get(i), 1, 1);
}
show(ledger);"""


def main(target, typesetter, library):
    source, api = target / "notebooks", target / "api"
    for folder in (source, api):
        folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(library.resolve()), source / "07-hostile.ipynb")
    write_table(source / "hostile.csv")
    execute.execute(source / "07-hostile.ipynb", target / "executed" / "07-hostile.ipynb")
    export.export(source, target / "executed", target / "pages", Typesetter(typesetter, target / "formulas.json"), api)
    search.copy_library(typesetter, target / "pages")


def notebook(library):
    made = new_notebook(cells=[
        new_markdown_cell("# Hostile <script>window.pwned = 'title'</script>\n\nText that means to be more than text, and one $x^2$."),
        code(IMPORTS.format(library=library), "setup"),
        new_markdown_cell("## Headings\n\n" + "\n\n".join(f"### {text}" for text in headings())),
        code("List<String> texts = List.of(\n    " + ",\n    ".join(map(java, TEXTS)) + ");"),
        code("\n".join(f"// {text}" for text in headings())),
        new_markdown_cell("## Figures"),
        code(FIGURES),
        code(PLAY),
        new_markdown_cell("## Tables"),
        code(TABLES),
        new_markdown_cell("## The ledger"),
        code(LEDGER),
        new_markdown_cell("## Words"),
        code("texts.forEach(System.out::println);\ntexts.forEach(System.err::println);\ntexts"),
        code('throw new IllegalStateException(String.join("\\n", texts));', "raises-exception"),
        code('Tables.dataset(Table.create("t", StringColumn.create("\\u05d0", "\\u05d1 1", "2"), StringColumn.create("c", "d", "e")), "c");',
             "raises-exception"),
        new_markdown_cell("## Formulas\n\n$$\\text{<script>window.pwned = 1</script>}$$"),
        code('show("\\\\text{<img src=x onerror=window.pwned=1>}", new DMatrixRMaj(1, 1));'),
    ])
    made.metadata = {
        "kernelspec": {"name": "java", "display_name": "Java", "language": "java"},
        "language_info": {"name": "Java", "pygments_lexer": "java"},
    }
    return made


def code(source, *tags):
    return new_code_cell(source, metadata={"tags": list(tags)})


def headings():
    """The texts that are one line and that Markdown takes for no formula or picture."""
    return [text["text"] for text in TEXTS if "times" not in text and not re.search(r"[\0-\x1f\x7f-\x9f\ud800-\udfff\u2028$\\]|!\[", text["text"])]


def java(text):
    """A text as an expression of Java, in ASCII."""
    units = text["text"].encode("utf-16-be", "surrogatepass")
    characters = [int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2)]
    literal = "".join(chr(c) if 32 <= c < 127 and chr(c) not in '"\\' else f"\\{c:03o}" if c < 256 else f"\\u{c:04x}" for c in characters)
    return f'"{literal}"' + (f'.repeat({text["times"]})' if "times" in text else "")


def write_table(path):
    """All texts that a file can hold, as names of columns and in the cells below."""
    texts = [text["text"] for text in TEXTS if "\0" not in text["text"] and not any("\ud800" <= c <= "\udfff" for c in text["text"])]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f"{text} {number}" for number, text in enumerate(texts)], texts, texts])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
