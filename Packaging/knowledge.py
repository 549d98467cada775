#!/usr/bin/env python3
"""Refreshes the tables of models and GPUs from folders of newer facts, and shows what changed.

    Packaging/knowledge.py FOLDER...                      shows what would change
    Packaging/knowledge.py --write YYYY-MM-DD FOLDER...   writes it, as of that day

A FOLDER is one or both of:
- tables (models.tsv, gpus.tsv, quants.tsv, buffers.tsv) with some of the columns of Sources/Knowledge/Catalogue, those that
  tell rows apart included; a cell with something in it takes the place of ours, an empty one says nothing;
- a folder that Ollama keeps models in (manifests/registry.ollama.ai/library/NAME/TAG): the exact size of each package, the
  size of its projector, and the tags that are the same package.
Later folders win. A row that is new needs all that the table's other rows have; what it lacks stays empty.
"""
import glob
import json
import os
import sys

CATALOGUE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources", "Knowledge", "Catalogue")
TABLES = ["buffers", "gpus", "models", "quants"]


class Table:
    """Rows by the cells that tell them apart."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        self.path = path
        self.columns = lines[0].split("\t")
        self.rows = {}
        for number, line in enumerate(lines[1:], 2):
            if not line:
                continue
            cells = line.split("\t")
            if len(cells) != len(self.columns):
                sys.exit(f"{path}:{number}: {len(cells)} cells, the header has {len(self.columns)}")
            self.rows[self.identity(cells)] = dict(zip(self.columns, cells))

    @property
    def width(self):
        """How many: a model has a name and a tag, a GPU may be sold with several sizes of memory."""
        return {"tag": 2, "name": 4}.get(self.columns[1], 1)

    def identity(self, cells):
        return tuple(cells[: self.width])

    def text(self):
        rows = sorted(self.rows.values(), key=lambda row: row[self.columns[0]].lower().encode())
        return "".join("\t".join(cells) + "\n" for cells in [self.columns] + [[row[c] for c in self.columns] for row in rows])


def merge(name, ours, theirs):
    """Puts the cells of another table into ours; yields what changed, a line each."""
    unknown = [column for column in theirs.columns if column not in ours.columns]
    if unknown:
        sys.exit(f"{theirs.path}:1: {name} has no column {', '.join(unknown)}")
    if theirs.columns[: ours.width] != ours.columns[: ours.width]:
        sys.exit(f"{theirs.path}:1: the first columns are {', '.join(ours.columns[:ours.width])}")
    for identity, row in theirs.rows.items():
        yield from put(name, ours, identity, row)


def put(name, table, identity, cells):
    label = f"{name} {':'.join(identity)}"
    if identity not in table.rows:
        table.rows[identity] = dict.fromkeys(table.columns, "") | cells
        yield f"+ {label}"
        return
    row = table.rows[identity]
    for column, value in cells.items():
        if value and row[column] != value:
            yield f"  {label} {column}: {row[column] or 'nothing'} -> {value}"
            row[column] = value


def packages(folder):
    """The packages that Ollama keeps in a folder: name, tag, bytes, bytes of the projector, digest of the weights and template."""
    for path in sorted(glob.glob(os.path.join(folder, "manifests", "registry.ollama.ai", "library", "*", "*"))):
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
        layers = manifest.get("layers", [])
        projector = sum(layer["size"] for layer in layers if layer["mediaType"].endswith("image.projector"))
        digest = tuple(layer["digest"] for layer in layers)
        yield path.split(os.sep)[-2], path.split(os.sep)[-1], sum(layer["size"] for layer in layers), projector, digest


def measure(models, folder):
    """Exact sizes from a folder of Ollama's; yields what changed. Tags that the catalogue does not have are named only."""
    same = {}
    for name, tag, size, projector, digest in packages(folder):
        same.setdefault((name, digest), []).append(tag)
        row = next((r for i, r in models.rows.items() if i[0] == name and tag in [i[1]] + r["aliases"].split(",")), None)
        if row is None:
            yield f"? models {name}:{tag} is in no row; its package has {size} bytes"
            continue
        cells = {"default_file_bytes": str(size), "projector_bytes": str(projector or "")}
        yield from put("models", models, (row["name"], row["tag"]), cells)
    for (name, _), tags in same.items():
        row = next((r for i, r in models.rows.items() if i[0] == name and i[1] in tags), None)
        if row is None:
            continue
        known = [tag for tag in row["aliases"].split(",") if tag]
        new = [tag for tag in tags if tag != row["tag"] and tag not in known]
        if new:
            yield from put("models", models, (name, row["tag"]), {"aliases": ",".join(known + new)})


def main():
    arguments = sys.argv[1:]
    day = None
    if arguments[:1] == ["--write"]:
        day, arguments = arguments[1], arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    tables = {name: Table(os.path.join(CATALOGUE, name + ".tsv")) for name in TABLES}
    changes = []
    for folder in arguments:
        for name in TABLES:
            path = os.path.join(folder, name + ".tsv")
            if os.path.exists(path):
                changes += merge(name, tables[name], Table(path))
        changes += measure(tables["models"], folder)
    print("\n".join(changes) if changes else "Nothing changed.")
    if not day:
        return
    for name, table in tables.items():
        with open(os.path.join(CATALOGUE, name + ".tsv"), "w", encoding="utf-8") as file:
            file.write(table.text())
    with open(os.path.join(CATALOGUE, "date.txt"), "w", encoding="utf-8") as file:
        file.write(day + "\n")
    print(f"Written as of {day}. Run make oracle for the buffers of new models, and make test.")


if __name__ == "__main__":
    main()
