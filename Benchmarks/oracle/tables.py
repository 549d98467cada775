#!/usr/bin/env python3
"""Estimates against llama.cpp's plans, as tables: the error by architecture, and verdicts that differ.

    tables.py DIFFERENCES

DIFFERENCES is what `ENGINE_TABLE=FILE swift test --filter EnginePlanTests` writes; `make oracle-tables` does both.
A row says how many cases differ by more than 1 MiB and 1 per cent, and by how many per cent of the engine's figure at
the median and at most; an error below zero is an estimate that says less than the engine takes.
"""
import collections
import statistics
import sys

MIB = 1 << 20
# What the driver keeps of a card, and what llama.cpp's fit leaves free.
KEPT = 457 * MIB + (1 << 30)
CARDS = [(8,), (12,), (16,), (24,), (32,), (48,), (24, 24)]


def rows(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    for line in lines[1:]:
        if len(line) == len(lines[0]):
            row = dict(zip(lines[0], line))
            yield row | {k: [int(x) for x in row[k].split(",")] for k in ("engine", "ours", "formula")}


def errors(found):
    for placement in ("one", "two", "half", "plain", "experts"):
        print(f"\n{placement}: per cent of the engine's figure")
        print(f"{'architecture':16}{'cases':>7}" + "".join(f"{part:>26}" for part in ("weights", "cache", "compute")))
        print(" " * 23 + f"{'off  median  lowest highest':>26}" * 3)
        for architecture in sorted({row["architecture"] for row in found if row["placement"] == placement}):
            text = ""
            count = 0
            for part in ("weights", "cache", "compute"):
                pairs = [(o, e) for row in found if (row["placement"], row["architecture"], row["part"]) == (placement, architecture, part)
                         for o, e in zip(row["ours"], row["engine"]) if e]
                if not pairs:
                    text += f"{'-':>26}"
                    continue
                count = max(count, len(pairs))
                off = sum(abs(o - e) > MIB and abs(o - e) > e / 100 for o, e in pairs)
                # Of a buffer below 1 MiB a difference means nothing.
                all_errors = [100 * (o - e) / e if abs(o - e) > MIB else 0 for o, e in pairs]
                text += f"{off:6}{statistics.median(all_errors):7.1f}{min(all_errors):7.1f}{max(all_errors):6.1f}"
            print(f"{architecture:16}{count:7}{text}")


def verdicts(found):
    """Wholly on the cards or not. Weights are the engine's in both: which types the library's file gives its tensors is
    not for the engine to say."""
    cases = collections.defaultdict(dict)
    for row in found:
        key = tuple(row[k] for k in ("model", "placement", "context", "type", "batch", "parallel"))
        cases[key][row["part"]] = row
    print(f"\n{'cards':>8}{'cases':>8}{'differ':>8}   of which we say it fits")
    total = differing = 0
    for cards in CARDS:
        placement = "one" if len(cards) == 1 else "two"
        count, wrong, hopeful, named = 0, 0, 0, []
        for key, parts in cases.items():
            if key[1] != placement or len(parts) < 3:
                continue
            def fits(who):
                return all(parts["weights"]["engine"][i] + parts["cache"][who][i] + parts["compute"][who][i] <= (gib << 30) - KEPT
                           for i, gib in enumerate(cards))
            count += 1
            if fits("ours") != fits("engine"):
                wrong += 1
                hopeful += fits("ours")
                named.append(" ".join(key[:1] + key[2:]))
        total, differing = total + count, differing + wrong
        print(f"{'x'.join(map(str, cards)):>8}{count:8}{wrong:8}   {hopeful}   {'; '.join(named[:4])}")
    print(f"{'all':>8}{total:8}{differing:8}")


def main():
    found = list(rows(sys.argv[1]))
    errors(found)
    verdicts(found)


if __name__ == "__main__":
    main()
