"""Rules for all notebooks. Each check yields the faults that it finds, as text, and nothing for a good notebook."""

import json
import re
from itertools import takewhile, zip_longest
from urllib.parse import unquote

from execute import METADATA
from folding import COLLAPSED, TITLED, begins_fold, folds, has_tag
from javacode import calls_in
from ledger import MIME, checks_of, data_of
from markup import tags_of
from svg import figures, replace_figures

MOST_WORDS = 1800

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:\s]*?)([^)/#:\s]+\.ipynb)(?:#([^)\s]*))?\)")
# Rounding noise differs from machine to machine; 1.1e-16 means no more than 0.
_NOISE = re.compile(r"\bexact\b|\bto 1[3-6] digits\b|(?<![\w.])[-−]?(?:\d+(?:\.\d+)?e-(?:1[4-9]|[2-9]\d|\d{3})|0(?:\.0+)?e[+-]?0+)(?![\w.])", re.IGNORECASE)
# The same is true of an error of central differences below 1e-8, since they subtract two nearly equal losses.
_SMALLEST_ERROR = {"central differences": 1e-8}
_NOISE_OF_DIFFERENCES = re.compile(
    r"(?:to (?:[89]|1\d) digits|≈0)(?=\s+central differences)"
    r"|(?<=<td>central differences</td>)<td>(?:to (?:[89]|1\d) digits|≈0)</td><td>(?:\d\.\de-(?:09|1\d)|≈0)(?=</td>)"
)


def markdown_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def place(notebook, cell):
    return f"cell {notebook.cells.index(cell) + 1}"


def headings(source):
    return [(len(marks), text) for marks, text in _HEADING.findall(_FENCE.sub("", source))]


def execution(notebook):
    """The kernel `java` executed every code cell once, from top to bottom, and only cells that should fail did."""
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "java":
        yield f"the kernel is {kernel}, not java"
    for expected, cell in enumerate(code_cells(notebook), start=1):
        if cell.execution_count != expected:
            yield f"{place(notebook, cell)}: execution count {cell.execution_count}, expected {expected}"
        failed = any(output.output_type == "error" for output in cell.outputs)
        if failed and not has_tag(cell, "raises-exception"):
            yield f"{place(notebook, cell)}: an error in the output"
        for output in cell.outputs:
            identity = re.fullmatch(r"[\w.$]+@[0-9a-f]{4,}", output.get("data", {}).get("text/plain", ""))
            if identity:
                yield f"{place(notebook, cell)}: shows the address of an object, {identity[0]}, which differs from run to run"
        if has_tag(cell, "raises-exception") and not failed:
            yield f"{place(notebook, cell)}: is tagged raises-exception, but raised none"


def metadata(notebook):
    """The metadata are those that an execution writes, the same on every JDK."""
    if notebook.metadata != METADATA:
        yield f"the metadata are {dict(notebook.metadata)}, not {METADATA}"


def class_path(notebook):
    """The first line of the first code cell puts the library on the class path."""
    cells = code_cells(notebook)
    first = cells[0].source.partition("\n")[0] if cells else ""
    if first != "%classpath ../target/lib/*.jar":
        yield f"the first line of the first code cell is {first!r}, not %classpath ../target/lib/*.jar"


def same_outputs(committed, executed):
    """The text in the committed outputs is the same as after a new execution."""
    if [cell.source for cell in committed.cells] != [cell.source for cell in executed.cells]:
        yield "the sources differ: the executed copy is of another version"
        return
    for cell, fresh in zip(code_cells(committed), code_cells(executed)):
        if has_tag(cell, "volatile"):
            continue
        for ours, theirs in zip_longest(texts(cell), texts(fresh), fillvalue="(nothing)"):
            if ours != theirs:
                yield f"{place(committed, cell)}: committed {ours!r}, executed {theirs!r}"


def texts(cell):
    """The outputs of a cell as text, without figures, which depend on fonts, and without rounding noise."""
    pieces = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if pieces and pieces[-1][0] == output.name:
                pieces[-1] = (output.name, pieces[-1][1] + output.text)
            else:
                pieces.append((output.name, output.text))
        elif output.output_type == "error":
            pieces.append(("error", f"{output.ename}: {output.evalue}"))
        else:
            if data := data_of(output):
                pieces.append((MIME, json.dumps(less_noise(data), sort_keys=True, ensure_ascii=False)))
            pieces += [
                (kind, replace_figures(output.data[kind], lambda svg: "<svg>"))
                for kind in ("text/plain", "text/latex", "text/html", "text/markdown")
                if kind in output.data
            ]
    return [f"{kind} {_NOISE_OF_DIFFERENCES.sub('≈0', _NOISE.sub('≈0', text))}" for kind, text in pieces]


def less_noise(data):
    """The data of a ledger with 0 for each error that is only noise."""
    rows = [{**row, "error": 0} if row.get("error", 1) < _SMALLEST_ERROR.get(row["against"], 1e-13) else row for row in data["rows"]]
    return {**data, "rows": rows}


def ledger_against_tags(notebook, number):
    """The tags have this notebook's number and no gaps; each has a row in the ledger, and each row belongs to a tag."""
    tags = [tag for cell in markdown_cells(notebook) for tag in tags_of(cell.source)]
    written = sum(len(re.findall(r"\\tag\b", cell.source)) for cell in markdown_cells(notebook))
    if written != len(tags):
        yield f"{written} times \\tag, of which only {len(tags)} have the form \\tag{{NN.m}} inside a formula"
    if not tags:
        yield "no equation has a tag"
    expected = [f"{number}.{count}" for count in range(1, len(tags) + 1)]
    for tag, due in zip(tags, expected):
        if tag != due:
            yield f"the tag {tag} stands where {due} is due"
            break
    rows = [check.tag for check in checks_of(notebook)]
    yield from (f"the tag {tag} has no row in the ledger" for tag in tags if tag not in rows)
    yield from (f"the ledger's row {row} has no equation" for row in dict.fromkeys(rows) if row not in tags)


def self_comparisons(notebook):
    """No ledger call compares an expression with itself. Raises ValueError if the parentheses of a call do not balance."""
    for cell in code_cells(notebook):
        for call in calls_in(cell.source):
            if not call.name.startswith("ledger."):
                continue
            if call.end is None:
                raise ValueError(f"a ledger call whose parentheses do not close: {cell.source[call.start :][:60]!r}")
            values = [argument for argument in call.arguments if not argument.startswith('"')]
            for value in dict.fromkeys(value for value in values if values.count(value) > 1):
                yield f"{place(notebook, cell)}: {call.name} compares {value} with itself"


def progress(notebook):
    """A long training shows how far it is."""
    for cell in code_cells(notebook):
        for training in re.findall(r"Trainer\.with\(.*?;", cell.source, re.DOTALL):
            for epochs in re.findall(r"\.epochs\((\d{4,}|[3-9]\d\d)\)", training):
                if f".onEpoch(progress({epochs}))" not in training:
                    yield f"{place(notebook, cell)}: {epochs} epochs without .onEpoch(progress({epochs}))"


def links(notebook, name, notebooks):
    """Links to notebooks lead to notebooks and headings that exist."""
    for cell in markdown_cells(notebook):
        for folder, target, anchor in _LINK.findall(cell.source):
            found = notebooks.get(unquote(target)[: -len(".ipynb")])
            if folder not in ("", "./") or found is None:
                yield f"{place(notebook, cell)}: {folder}{target} is no notebook of this folder"
            elif anchor and unquote(anchor) not in anchors(found):
                yield f"{place(notebook, cell)}: {target} has no heading for #{anchor}"
        for anchor in re.findall(r"\]\([^)\s]*#([^)\s]*%(?![0-9A-Fa-f]{2})[^)\s]*)", cell.source):
            yield f"{place(notebook, cell)}: the per cent sign of #{anchor} must be written as %25"
        for anchor in re.findall(r"\]\(#([^)\s]*)\)", cell.source):
            if unquote(anchor) not in anchors(notebook):
                yield f"{place(notebook, cell)}: no heading for #{anchor}"


def anchors(notebook):
    """The anchors that Jupyter makes, the words of a heading joined by hyphens, and those of equations on the pages."""
    found = set()
    for cell in markdown_cells(notebook):
        found.update(re.sub(r"\s+", "-", re.sub(r"[*`$\\{}]", "", text)) for _, text in headings(cell.source))
        found.update(f"eq-{tag}" for tag in tags_of(cell.source))
    return found


def structure(notebook):
    """A notebook has one title, a figure, two to four exercises with solutions, and at its end a section with the ledger."""
    outline = [heading for cell in markdown_cells(notebook) for heading in headings(cell.source)]
    titles = sum(level == 1 for level, _ in outline)
    if titles != 1:
        yield f"{titles} headings of the first level, not one"
    sections = [text for level, text in outline if level == 2]
    if sections[-1:] != ["Ledger"] or code_cells(notebook)[-1].source != "show(ledger);":
        yield "the last section (##) is not Ledger, or its code is not show(ledger);"
    if not any(any(figures(html_of(output))) for cell in code_cells(notebook) for output in cell.outputs):
        yield "no figure"
    yield from exercises(notebook)


def length(notebook):
    """The text has at most 1,800 words, solutions and questions apart. A formula in the text counts as one word; a formula on its own line and a
    heading of the fourth level do not count.
    """
    counted = [cell for cell in markdown_cells(notebook) if not has_tag(cell, "solution") and not has_tag(cell, "question")]
    words = sum(words_in(cell.source) for cell in counted)
    if words > MOST_WORDS:
        yield f"{words} words of text, more than {MOST_WORDS}"


def words_in(source):
    source = re.sub(r"\$\$.*?\$\$|\]\([^)]*\)|^#### [^\n]*", " ", source, flags=re.DOTALL | re.MULTILINE)
    return len(re.findall(r"\w[\w’'-]*", re.sub(r"\$[^$]+\$", " x ", source)))


def folded(notebook):
    """JupyterLab folds asides, questions, solutions and the results of predictions: they begin with a heading, and another one ends them."""
    runs = folds(notebook.cells)
    for (kind, run), (_, after) in zip(runs, [*runs[1:], (None, [])]):
        if kind in (None, "setup"):
            continue
        level = 3 if kind in TITLED else 4
        where, first, *others = place(notebook, run[0]), *run
        if not begins_fold(first) or headings(first.source)[0][0] != level:
            yield f"{where}: a fold ({kind}) that does not begin with {level * '#'}"
        if kind not in TITLED and len(first.source.splitlines()) > 1:
            yield f"{where}: a heading that folds what follows has a cell of its own"
        if not all(cell.metadata.get(COLLAPSED) for cell in run if cell.cell_type == "markdown"):
            yield f"{where}: a text cell without {COLLAPSED} in its metadata, which JupyterLab would not hide"
        if any(cell.metadata.get("jupyter") for cell in run):
            yield f"{where}: a cell that is hidden twice, by the heading and by its metadata"
        if any(ends(cell, level) for cell in others):
            yield f"{where}: a heading inside, which ends the fold"
        if after and not ends(after[0], level):
            yield f"{place(notebook, after[0])}: no heading, although it follows a fold ({kind})"
        if kind == "prediction" and [cell.cell_type for cell in others].count("code") != 1:
            yield f"{where}: a prediction has one code cell"


def ends(cell, level):
    """Whether JupyterLab ends a section of this level at the cell, which may have other text before its heading."""
    return cell.cell_type == "markdown" and any(found <= level for found, _ in headings(cell.source))


def turns(notebook):
    """Two cells at least in which readers write a line; each is judged empty, and is followed by a solution that is judged right."""
    count = 0
    for number, cell in enumerate(notebook.cells):
        if not has_tag(cell, "your-turn"):
            continue
        count += 1
        if "// your line here" not in cell.source or "Your line is still empty." not in plain(cell):
            yield f"{place(notebook, cell)}: a turn without the comment `// your line here`, or with another judgement than that it is empty"
        solution = "\n".join(plain(cell) for cell in takewhile(lambda cell: has_tag(cell, "solution"), notebook.cells[number + 1 :]))
        if "✓ Right" not in solution or "✗ Not yet" in solution:
            yield f"{place(notebook, cell)}: no solution follows that is judged right"
    if count < 2:
        yield f"{count} cells tagged your-turn, not two"


def plain(cell):
    """What a code cell printed and showed, as plain text."""
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", []))


def html_of(output):
    data = output.get("data", {})
    return data.get("text/html", "") + data.get("image/svg+xml", "")


def exercises(notebook):
    """In the section Exercises, each heading of the third level is an exercise, which is followed by cells tagged `solution`."""
    inside, turn, solved = False, False, []
    for cell in notebook.cells:
        solution = has_tag(cell, "solution")
        turn = has_tag(cell, "your-turn") or (turn and solution)
        if solution and turn:
            continue
        if solution:
            if solved:
                solved[-1] = True
            elif inside:
                yield f"{place(notebook, cell)}: a solution before the first exercise"
            if not inside:
                yield f"{place(notebook, cell)}: a solution outside the section Exercises"
        elif cell.cell_type == "markdown":
            for level, text in headings(cell.source):
                if level <= 2:
                    inside = text.strip().lower() == "exercises"
                elif level == 3 and inside:
                    solved.append(False)
    if not 2 <= len(solved) <= 4:
        yield f"{len(solved)} exercises (### in the section ## Exercises), not two to four"
    yield from (f"exercise {number} has no solution" for number, has in enumerate(solved, start=1) if not has)
