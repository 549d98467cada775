#!/usr/bin/env python3
"""Measures anew, shows what changed, and keeps it: plans.tsv and buffers.tsv; layers.tsv with all models."""
import os
import subprocess
import sys
import tempfile

import plans

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
PLANS = f"{ROOT}/Tests/KnowledgeTests/Engine/plans.tsv"
LAYERS = f"{ROOT}/Tests/KnowledgeTests/Engine/layers.tsv"
BUFFERS = f"{ROOT}/Sources/Knowledge/Catalogue/buffers.tsv"


def lines(path):
    return {tuple(line.split("\t")[:2]): line for line in open(path, encoding="utf-8")}


def main():
    models = sys.argv[1:]
    new = tempfile.mktemp(suffix=".tsv")
    subprocess.run([sys.executable, f"{HERE}/measure.py", *models, "--out", new], check=True)
    before, after = plans.read(PLANS), plans.read(new)
    changed = 0
    for key, plan in after.items():
        old = before.get(key)
        if old is None:
            print(f"{key[0]} {key[1]}: new")
        for case in plan if old else []:
            if case in old and old[case] != plan[case]:
                changed += 1
                print(key[0], key[1], *case, "was", old[case], "is", plan[case])
    print(f"{changed} plans changed, {len(set(before) - set(after)) if not models else 0} geometries gone")
    kept = lines(PLANS) | lines(new) if models else lines(new)
    with open(PLANS, "w", encoding="utf-8") as out:
        out.writelines(kept.values())
    os.unlink(new)
    with open(BUFFERS, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, f"{HERE}/buffers.py", PLANS], check=True, stdout=out)
    if not models:
        subprocess.run([sys.executable, f"{HERE}/layers.py", "--out", LAYERS], check=True)


if __name__ == "__main__":
    main()
