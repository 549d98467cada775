#!/usr/bin/env python3
"""Measures ollama-lint as people meet it: whole processes, many runs, medians.

Usage: run.py PATH/TO/ollama-lint

Prints the cold run on one Modelfile against the same binary's --version, a generated dotfiles tree of
10,000 files (2 % relevant) against `rg --hidden -l ollama` over the same tree in the same run, throughput
over 1,000 relevant files, and peak memory. Needs only Python; ripgrep is compared with if it is there.
"""
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "Tests"))
from tool import write  # noqa: E402

MODELFILE = "FROM qwen3:8b\nPARAMETER num_ctx 8192\nSYSTEM You are brief.\n"
COMPOSE = """services:
  ollama:
    image: ollama/ollama:0.32.15
    ports:
      - "11434:11434"
    volumes:
      - ollama:/root/.ollama
    environment:
      - OLLAMA_KEEP_ALIVE=30m
volumes:
  ollama:
"""
OPENCODE = """{
  "$schema": "https://opencode.ai/config.json",
  "provider": {
    "ollama": {
      "npm": "@ai-sdk/openai-compatible",
      "options": { "baseURL": "http://localhost:11434/v1" },
      "models": { "qwen3.5:9b": { "limit": { "context": 32768, "output": 8192 } } }
    }
  }
}
"""


def run(command):
    """Seconds and peak KiB of one run; its output is thrown away."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss


def measure(*commands, runs):
    """The commands in turn, so that a machine whose speed drifts treats them alike."""
    for command in commands:
        run(command)
    results = [[] for _ in commands]
    for _ in range(runs):
        for result, command in zip(results, commands):
            result.append(run(command))
    return results


def milliseconds(result):
    times = sorted(seconds * 1000 for seconds, _ in result)
    return f"median {statistics.median(times):.1f} ms, fastest {times[0]:.1f} ms, slowest {times[-1]:.1f} ms"


def median(result):
    return statistics.median(seconds for seconds, _ in result)


def relevant(root, i):
    kind = i % 4
    folder = os.path.join(root, f"stack{i}")
    if kind == 0:
        write(folder, "Modelfile", MODELFILE)
    elif kind == 1:
        write(folder, "compose.yaml", COMPOSE)
    elif kind == 2:
        write(folder, "opencode.json", OPENCODE)
    else:
        write(folder, "start.sh", "#!/bin/sh\ndocker run -d --gpus=all -v ollama:/root/.ollama ollama/ollama:0.32.15\n")


def tree(root, files, share):
    """A home directory's worth of files; the same ones every time."""
    chance = random.Random(7)
    words = "set export alias color window key map plugin theme host user path value list config color".split()
    endings = [".conf", ".lua", ".vim", ".toml", ".json", ".yaml", ".yml", ".sh", ".md", ".py", ".txt", "", ".css", ".xml"]
    for i in range(files):
        if i % round(1 / share) == 0:
            relevant(os.path.join(root, f"d{i % 97}"), i)
            continue
        folder = os.path.join(root, f"d{i % 97}", f".config{i % 13}", f"app{i % 29}")
        lines = chance.randint(5, 120)
        text = "\n".join(" ".join(chance.choice(words) for _ in range(chance.randint(2, 10))) for _ in range(lines))
        write(folder, f"file{i}{chance.choice(endings)}", text + "\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tool = os.path.abspath(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="ollama-lint-bench-") as scratch:
        one = write(scratch, os.path.join("one", "Modelfile"), MODELFILE)
        cold, version = measure([tool, one], [tool, "--version"], runs=100)
        print(f"cold run, one Modelfile     {milliseconds(cold)}")
        print(f"  --version                 {milliseconds(version)}; ratio {median(cold) / median(version):.2f}")

        dotfiles = os.path.join(scratch, "dotfiles")
        tree(dotfiles, 10_000, 0.02)
        commands = [[tool, dotfiles]]
        rg = shutil.which("rg")
        if rg:
            commands.append([rg, "--hidden", "-l", "ollama", dotfiles])
        results = measure(*commands, runs=15)
        print(f"tree of 10,000 files        {milliseconds(results[0])}; peak {max(k for _, k in results[0]) / 1024:.1f} MiB")
        if rg:
            print(f"  rg --hidden -l ollama     {milliseconds(results[1])}; ratio {median(results[0]) / median(results[1]):.2f}")
        else:
            print("  ripgrep is not installed, so there is nothing to compare with")

        stacks = os.path.join(scratch, "stacks")
        for i in range(1000):
            relevant(stacks, i)
        [result] = measure([tool, stacks], runs=10)
        print(f"1,000 relevant files        {milliseconds(result)}; {1000 / median(result):.0f} files a second; "
              f"peak {max(k for _, k in result) / 1024:.1f} MiB")


if __name__ == "__main__":
    main()
