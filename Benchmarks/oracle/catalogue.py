"""The rows of the catalogue."""
import os

CATALOGUE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Sources/Knowledge/Catalogue/models.tsv")


def catalogue():
    lines = open(CATALOGUE, encoding="utf-8").read().splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def rows(names):
    """The rows with these names; all that have a geometry where there are none."""
    known = [row for row in catalogue() if row["block_count"] and row["embedding_length"] and row["vocab_size"]]
    if not names:
        return known
    return [row for row in known if row["name"] in names or f"{row['name']}:{row['tag']}" in names]


def embeds(row):
    """Whether it makes vectors, of which every token of a batch has one."""
    return "embedding" in row["capabilities"] and "completion" not in row["capabilities"]
