"""Executes a notebook: python execute.py NOTEBOOK TARGET. With the notebook itself as TARGET it is executed in place."""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_FOR_A_CELL = 300
SECONDS_FOR_THE_KERNEL = 120
# What a notebook says of its kernel, whichever Java kernel runs it, and on whichever JDK: what the project's own kernel tells clients, so that
# JupyterLab, which writes this on saving, changes nothing.
METADATA = {
    "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
    "language_info": {
        "codemirror_mode": "text/x-java",
        "file_extension": ".jshell",
        "mimetype": "text/x-java-source",
        "name": "java",
        "pygments_lexer": "java",
        "version": "17",
    },
}


def execute(source, target):
    """Executes all cells in the notebook's own folder; writes the target only if every cell succeeded."""
    notebook = nbformat.read(source, as_version=4)
    os.environ["GRADWALK_PROGRESS"] = "off"  # no line that changes in place: it would be kept in the output
    NotebookClient(
        notebook,
        kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "java"),
        timeout=SECONDS_FOR_A_CELL,
        startup_timeout=SECONDS_FOR_THE_KERNEL,
        record_timing=False,
        resources={"metadata": {"path": str(source.parent)}},
    ).execute()
    normalise(notebook, source.stem)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".draft")
    nbformat.write(notebook, draft)
    draft.replace(target)


def normalise(notebook, name):
    """Removes whatever differs from run to run or from editor to editor, so that the remaining differences matter."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    for index, cell in enumerate(notebook.cells, start=1):
        cell.id = f"{name.partition('-')[0]}-{index:02d}"
        cell.metadata = pick(cell.metadata, "tags", "jupyter", "jp-MarkdownHeadingCollapsed")
        if cell.cell_type == "code":
            cell.outputs = with_whole_streams(cell.outputs)


def with_whole_streams(outputs):
    """The outputs with text joined that happened to arrive in several pieces."""
    joined = []
    for output in outputs:
        output.pop("transient", None)
        if output.output_type == "stream" and joined and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def pick(mapping, *keys):
    return nbformat.from_dict({key: mapping[key] for key in keys if key in mapping})


def main(source, target):
    start = time.monotonic()
    try:
        execute(source, target)
    except KeyboardInterrupt:
        print(f"\n{source} was interrupted.", file=sys.stderr, flush=True)
        os._exit(130)  # without further messages from what is still running
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        sys.exit(f"\n{source} failed:\n\n{error}")
    print(f"  {source.stem}  {time.monotonic() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
