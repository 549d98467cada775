#!/usr/bin/env python3
"""How many published speeds lie in the ranges that `ollama-lint fit` states, and how wide those are.

    Benchmarks/speeds.py BINARY TABLE [--all]

TABLE has the columns of Benchmarks/speeds.tsv. A width is a range's upper end divided by its lower one. --all lists what
lies outside.
"""
import collections
import json
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def rows(path):
    lines = [line.rstrip("\n") for line in open(path, encoding="utf-8") if not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def fit(binary, row):
    many = f"{row['count']}x " if row["count"] != "1" else ""
    size = f" {row['vram_gib']}GB" if row["vram_gib"] and many else ""
    command = [binary, "fit", row["model"], "--gpu", f"{many}{row['gpu']}{size}", "--context", row["context"], "--batch", "512",
               "--ram", "64GiB", "--format", "json"]
    if row["vram_gib"] and not many:
        command += ["--vram", f"{row['vram_gib']}GiB"]
    guess = asked(command)
    # The longer a prompt, the slower it is read.
    if guess and row["prompt"]:
        prompt = asked(command + ["--context", row["prompt_tokens"]])
        guess["prompt"] = prompt and prompt["prompt"]
    return guess


def asked(command):
    answer = subprocess.run(command, capture_output=True, text=True)
    return json.loads(answer.stdout)["models"][0] if answer.returncode == 0 else None


def report(title, found):
    print(f"{title:34}{'rows':>6}{'inside':>9}{'below':>8}{'above':>8}{'width':>8}")
    groups = collections.defaultdict(list)
    for row, words, low, high, seen in found:
        for word in ["all", *words, row["engine"], row["card"]]:
            groups[word].append((low, high, seen))
    for word, cases in sorted(groups.items(), key=lambda item: (item[0] != "all", -len(item[1]))):
        below = sum(seen < low for low, _, seen in cases)
        above = sum(seen > high for _, high, seen in cases)
        share = lambda n: f"{100 * n / len(cases):.1f}%"
        width = statistics.median((high - 0.5) / max(1, low + 0.5) for low, high, _ in cases)
        print(f"  {word:32}{len(cases):6}{share(len(cases) - below - above):>9}{share(below):>8}{share(above):>8}{width:8.2f}")
    print()


def main():
    binary, table = sys.argv[1], rows(sys.argv[2])
    with ThreadPoolExecutor(2) as pool:
        guesses = list(pool.map(lambda row: fit(binary, row), table))
    answers, prompts, unknown = [], [], []
    for row, guess in zip(table, guesses):
        row["card"] = row["gpu"].split(" (")[0]
        if not guess or not guess["speed"]:
            unknown.append(f"{row['model']} on {row['gpu']}")
            continue
        words = [{"entirely": "wholly on the GPU", "partly": "spilled", "no": "does not load"}[guess["placement"]["fits"]]]
        for column, key, found in (("answer", "speed", answers), ("prompt", "prompt", prompts)):
            if row[column] and guess.get(key):
                speed = guess[key]["tokens_per_second"]
                # Whole numbers are shown.
                found.append((row, words, speed["low"] - 0.5, speed["high"] + 0.5, float(row[column])))
    report("answer, tokens/s", answers)
    report("prompt, tokens/s", prompts)
    if "--all" in sys.argv:
        for title, found in (("answer", answers), ("prompt", prompts)):
            for row, _, low, high, seen in found:
                if not low <= seen <= high:
                    print(f"  {title} {row['model']} on {row['count']}x {row['gpu']}: {seen:g}, stated {low + 0.5:g}-{high - 0.5:g}  {row['source']}")
    if unknown:
        print(f"{len(unknown)} without an answer: " + ", ".join(unknown))


if __name__ == "__main__":
    main()
