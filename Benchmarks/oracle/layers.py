#!/usr/bin/env python3
"""Where llama.cpp's own fit puts layers: Tests/KnowledgeTests/Engine/layers.tsv.

    layers.py [--out FILE]

Every geometry once, on one card or two unlike ones, with memory for a half to all of the model: context, cache type,
batch, free bytes and margin of each card, then for each the layers it holds and those of them without their experts.
"""
import argparse
import os
import random
import sys

import catalogue
import engine
import geometry
import plans

MARGIN = 1 << 30
CARDS = [6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 80, 96, 141, 192]


def cards(model, taken, dice):
    """Cards that people have, the model being a little too large for them or just not."""
    wanted = taken * dice.uniform(0.6, 1.4) + 2 * MARGIN
    size = min(CARDS, key=lambda gib: abs((gib << 30) - wanted))
    if dice.random() < 0.5:
        return [size << 30]
    other = min(CARDS, key=lambda gib: abs((gib << 30) - wanted * dice.uniform(0.25, 0.6)))
    rest = min(CARDS, key=lambda gib: abs((gib << 30) - (wanted - (other << 30))))
    return [rest << 30, other << 30] if dice.random() < 0.5 else [other << 30, rest << 30]


def shares(free, found, count, proportion):
    layers = count if found["layers"] < 0 else found["layers"]
    if len(free) == 1:
        return [(layers, found["overrides"])]
    split = [int(x) for x in found["split"]]
    if sum(split) == 0:
        return [(n, 0) for n in proportion]
    return [(n, None) for n in split]


def proportional(free, count):
    ends, sum_ = [], 0
    for f in free:
        sum_ += f
        ends.append(sum_ / sum(free))
    split = [0] * len(free)
    for i in range(count):
        split[next(k for k, end in enumerate(ends) if end > i / count)] += 1
    return split


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default="-")
    options = parser.parse_args()
    out = sys.stdout if options.out == "-" else open(options.out, "w")
    seen = set()
    for row in catalogue.rows([]):
        key = plans.same(row)
        if key in seen:
            continue
        seen.add(key)
        model = f"{row['name']}:{row['tag']}"
        dice = random.Random(model)
        path, log = engine.scratch(".gguf"), engine.scratch(".log")
        try:
            how = engine.apart(lambda: geometry.make(row, path, log=log))
            context = min(dice.choice([4096, 16384, 32768]), int(row["context_length"] or 1 << 20))
            cache = dice.choice(["f16", "f16", "q8_0"])
            batch = dice.choice([512, 1024, 2048])
            run = engine.settings(context, cache, batch, 1, embeddings=how["embeds"])

            def whole():
                engine.log(os.devnull)
                engine.cards([engine.LARGE])
                return engine.plan(path, engine.EVERY_LAYER, [run])

            plan = engine.apart(whole)[0]
            if plan is None or "CUDA0" not in plan:
                continue
            free = cards(model, sum(plan["CUDA0"][k] for k in ("weights", "cache", "compute")), dice)

            def fit():
                engine.log(os.devnull)
                engine.cards(free)
                return engine.fit(path, run, [MARGIN] * len(free))

            found = engine.apart(fit, 600)
            count = int(row["block_count"]) + 1
            placed = shares(free, found, count, proportional(free, count))
            cells = [model, context, cache, batch, ",".join(map(str, free)), MARGIN, found["overrides"]]
            cells += [n for n, _ in placed]
            used = [sum(found["buffers"].get(f"CUDA{i}", {}).get(k, 0) for k in ("weights", "cache", "compute")) for i in range(len(free))]
            print(*cells, *used, sep="\t", file=out, flush=True)
        except engine.Failure as failure:
            print(f"{model}: {failure}"[:200], file=sys.stderr)
        finally:
            os.unlink(path)
            os.unlink(log)


if __name__ == "__main__":
    main()
