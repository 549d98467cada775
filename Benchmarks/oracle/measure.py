#!/usr/bin/env python3
"""What llama.cpp plans for every geometry of the catalogue: Tests/KnowledgeTests/Engine/plans.tsv.

    measure.py [NAME[:TAG] ...] [--out FILE]

A line a geometry and placement (one card, two, half of the layers on one, all but the experts of a mixture on one, one
without flash attention): the contexts, the weights of each card in bytes, then for every context, cache type, batch and
number of requests cache and compute of each.
"""
import argparse
import os
import sys

import engine
import catalogue
import geometry
import plans



def placements(row):
    return ["one", "two", "half", "plain"] + (["experts"] if int(row["expert_count"] or 0) else [])


def kept(row, how, placement):
    flash = "off" if placement == "plain" else "auto"
    runs = [engine.settings(c, cache, b, p, flash, how["embeds"]) for c, cache, b, p in plans.cases(plans.contexts(row, placement), placement)]
    layers = engine.EVERY_LAYER if placement != "half" else (int(row["block_count"]) + 1) // 2

    def work():
        engine.log(os.devnull)
        engine.cards([engine.LARGE] * (2 if placement == "two" else 1))
        return engine.plan(how["path"], layers, runs, placement == "experts")

    return engine.apart(work, 900)


def line(row, placement, results):
    names = ["CUDA0", "CUDA1"] if placement == "two" else ["CUDA0"]
    empty = dict(weights=0, cache=0, compute=0)
    weights = next((",".join(str(r.get(n, empty)["weights"]) for n in names) for r in results if r), "")
    cells = ["-" if r is None else " ".join(f"{r.get(n, empty)['cache']},{r.get(n, empty)['compute']}" for n in names) for r in results]
    contexts = ",".join(str(c) for c in plans.contexts(row, placement))
    return "\t".join([f"{row['name']}:{row['tag']}", placement, contexts, weights] + cells)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", nargs="*")
    parser.add_argument("--out", default="-")
    options = parser.parse_args()
    out = sys.stdout if options.out == "-" else open(options.out, "a")
    done = set() if options.out == "-" else {tuple(x.split("\t")[:2]) for x in open(options.out)}
    seen = {}
    for row in catalogue.rows(options.models):
        key = plans.same(row)
        name = f"{row['name']}:{row['tag']}"
        if key in seen and not options.models:
            continue
        seen[key] = name
        if all((name, p) in done for p in placements(row)):
            continue
        path = engine.scratch(".gguf")
        log = engine.scratch(".log")
        try:
            how = engine.apart(lambda: geometry.make(row, path, log=log)) | {"path": path}
            for placement in placements(row):
                if (name, placement) not in done:
                    print(line(row, placement, kept(row, how, placement)), file=out, flush=True)
        except engine.Failure as failure:
            print(f"{name}: {failure}", file=sys.stderr)
        finally:
            os.unlink(path)
            os.unlink(log)


if __name__ == "__main__":
    main()
