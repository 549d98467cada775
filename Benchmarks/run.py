#!/usr/bin/env python3
"""Measures ollama-lint as people meet it: whole processes, many runs, medians; and instructions, which no noise touches.

Usage: run.py PATH/TO/ollama-lint [--check] [--keep NAME] [--rows WORD,...]

Prints a row for: a cold run on one Modelfile, `--version`, a generated tree of 10,000 files (2 % of interest) beside
`rg --hidden -l ollama` in the same run, a generated repository of 2,000 files of interest as a whole, one file of it,
what `pre-commit` asks, a keystroke in an editor there and in a small repository, `--fix` of 24,000 services, and, for the
same files of interest, yamllint and check-jsonschema where they are installed. Instructions are counted by valgrind
where it is installed, with one thread.

--check    compare instructions with the last kept row of RESULTS.md; ends with 1 where one grew by more than 5 %
--keep     add a row of that name, such as a commit, to RESULTS.md
--rows     only rows whose name contains one of the words; --check compares those alone
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
RESULTS = os.path.join(HERE, "RESULTS.md")
GROWTH = 1.05

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
STACK = """services:
  ollama:
    image: ollama/ollama:0.32.15
    ports:
      - "127.0.0.1:{port}:11434"
    volumes:
      - ollama:/root/.ollama
    environment:
      - OLLAMA_KEEP_ALIVE=30m
      - {variable}=8192
  webui:
    image: ghcr.io/open-webui/open-webui:v0.6.5
    environment:
      OLLAMA_BASE_URL: http://{host}:11434
    depends_on: [ollama]
volumes:
  ollama:
"""
OPENCODE = """{
  "$schema": "https://opencode.ai/config.json",
  "provider": {
    "ollama": {
      "npm": "@ai-sdk/openai-compatible",
      "options": { "baseURL": "http://localhost:%d/v1" },
      "models": { "qwen3.5:9b": { "limit": { "context": 32768, "output": 8192 } } }
    }
  }
}
"""
RUN = "#!/bin/sh\ndocker run -d --gpus=all -v ollama:/root/.ollama ollama/ollama:0.32.15\n"


class Run:
    """What one run of a program took."""

    def __init__(self, command, cwd=None):
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        self.seconds = time.perf_counter() - start
        self.kib = usage.ru_maxrss


def measure(*commands, runs, cwd=None, before=lambda: None):
    """The commands in turn, so that a machine whose speed drifts treats them alike; the first runs are left out."""
    results = [[] for _ in commands]
    for turn in range(runs + 1):
        for result, command in zip(results, commands):
            before()
            run = Run(command, cwd)
            if turn:
                result.append(run)
    return results


def median(result):
    return statistics.median(run.seconds for run in result)


def milliseconds(result):
    times = sorted(run.seconds * 1000 for run in result)
    return f"median {statistics.median(times):.1f} ms, fastest {times[0]:.1f}, slowest {times[-1]:.1f}"


def peak(result):
    return f"peak {max(run.kib for run in result) / 1024:.1f} MiB"


def instructions(command, cwd=None):
    """How many a run executes in all its processes' code; `None` without valgrind."""
    if not shutil.which("valgrind"):
        return None
    text = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command], cwd=cwd,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    found = re.search(r"I\s+refs:\s+([\d,]+)", text)
    return int(found[1].replace(",", "")) if found else None


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def relevant(root, i):
    kind = i % 4
    folder = os.path.join(root, f"stack{i}")
    if kind == 0:
        write(os.path.join(folder, "Modelfile"), MODELFILE)
    elif kind == 1:
        write(os.path.join(folder, "compose.yaml"), COMPOSE)
    elif kind == 2:
        write(os.path.join(folder, "opencode.json"), OPENCODE % 11434)
    else:
        write(os.path.join(folder, "start.sh"), RUN)


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
        write(os.path.join(folder, f"file{i}{chance.choice(endings)}"), text + "\n")


def repository(root, stacks):
    """One repository of many small deployments: each a server, a model made for it, and what uses both."""
    os.makedirs(os.path.join(root, ".git"))
    for i in range(stacks):
        folder = os.path.join(root, f"team{i % 20}", f"stack{i}")
        port = 11434 + i
        write(os.path.join(folder, "compose.yaml"), STACK.format(
            port=port, variable="OLLAMA_CONTEXT_LENGTH" if i % 10 else "OLLAMA_CONTEXT_LENGHT",
            host="ollama" if i % 7 else "localhost"))
        write(os.path.join(folder, f"Modelfile.coder{i}"), MODELFILE)
        write(os.path.join(folder, "opencode.json"), OPENCODE % port)
        write(os.path.join(folder, "create.sh"), f"#!/bin/sh\nollama create coder{i} -f Modelfile.coder{i}\n")
        write(os.path.join(folder, "README.md"), f"# Stack {i}\n\n```sh\nollama pull qwen3:8b\n```\n")


def services(root, files, each):
    """Compose files with many services, each with a variable that is misspelt."""
    for i in range(files):
        text = "services:\n" + "".join(
            f"  ollama{n}:\n    image: ollama/ollama:0.32.15\n    environment:\n      OLLAMA_KEEP_ALIV: 30m\n"
            for n in range(each))
        write(os.path.join(root, f"stack{i}", "compose.yaml"), text)


class Editor:
    """A client of the language server that types."""

    def __init__(self, tool, folder):
        self.server = subprocess.Popen(
            [tool, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.send("initialize", {"capabilities": {}, "workspaceFolders": [{"uri": "file://" + folder, "name": "x"}]}, 1)
        while "result" not in self.read():
            pass
        self.send("initialized", {})

    def send(self, method, params, id=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if id is not None:
            message["id"] = id
        body = json.dumps(message).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def read(self):
        length = 0
        while line := self.server.stdout.readline().strip():
            name, value = line.split(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.server.stdout.read(length))

    def told(self, uri):
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return

    def keystrokes(self, path, count):
        """Seconds from each change until its findings are told, typing in a comment and in a value."""
        uri = "file://" + path
        with open(path) as file:
            text = file.read()
        self.send("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        self.told(uri)
        times = []
        for n in range(count):
            changed = text.replace("30m", f"{n + 31}m") if n % 2 else text + "# " + "x" * n + "\n"
            start = time.perf_counter()
            self.send("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": n + 2}, "contentChanges": [{"text": changed}]})
            self.told(uri)
            times.append(time.perf_counter() - start)
        return times

    def end(self):
        self.send("shutdown", None, 2)
        self.send("exit", None)
        self.server.stdin.close()
        self.server.wait()


class Table:
    """The rows as they are measured, and the instructions that are kept."""

    def __init__(self, words):
        self.words = words
        self.counts = {}

    def wants(self, name):
        return not self.words or any(word in name for word in self.words)

    def add(self, name, text, command=None, cwd=None, before=lambda: None):
        count = None
        if command:
            before()
            count = instructions(command, cwd)
        if count:
            self.counts[name] = count
        print(f"{name:<28}{text}" + (f"; {count / 1e6:,.1f} M instructions" if count else ""), flush=True)


def beside(table, files):
    """What other linters take for the same files; each only for what it reads."""
    kinds = {
        "yamllint": (["yamllint", "-d", "relaxed"], (".yaml", ".yml")),
        "check-jsonschema": (
            ["check-jsonschema", "--builtin-schema", "vendor.compose-spec"], ("compose.yaml",)),
    }
    for name, (command, endings) in kinds.items():
        if not table.wants(name):
            continue
        if not shutil.which(name):
            print(f"{name:<28}is not installed")
            continue
        given = [path for path in files if path.endswith(endings)]
        [result] = measure(command + given, runs=2)
        table.add(name, f"{milliseconds(result)} for {len(given)} files of the repository; {peak(result)}")


def everything(tool, table, scratch):
    one = os.path.join(scratch, "one", "Modelfile")
    write(one, MODELFILE)
    if table.wants("cold run"):
        cold, version = measure([tool, one], [tool, "--version"], runs=50)
        table.add("cold run, one Modelfile", milliseconds(cold), [tool, one])
        table.add("cold run, --version", milliseconds(version) + f"; ratio {median(cold) / median(version):.2f}", [tool, "--version"])
    if table.wants("tree of 10,000 files"):
        dotfiles = os.path.join(scratch, "dotfiles")
        tree(dotfiles, 10_000, 0.02)
        commands = [[tool, dotfiles]]
        rg = shutil.which("rg")
        if rg:
            commands.append([rg, "--hidden", "-l", "ollama", dotfiles])
        results = measure(*commands, runs=15)
        table.add(
            "tree of 10,000 files", f"{milliseconds(results[0])}; {peak(results[0])}",
            [tool, dotfiles, "--jobs", "1"])
        if rg:
            table.add(
                "  ripgrep over it", milliseconds(results[1])
                + f"; ratio {median(results[0]) / median(results[1]):.2f}", [*commands[1], "-j1"])
        else:
            print("  ripgrep                   is not installed")
    large = os.path.join(scratch, "large")
    repository(large, 400)
    # The command ends with 1 where it finds something: that is no failure of the measurement.
    if table.wants("large repository"):
        two, single = measure([tool, large], [tool, large, "--jobs", "1"], runs=5)
        table.add(
            "large repository, whole",
            f"{milliseconds(two)}; with one thread {median(single) * 1000:.1f} ms; {peak(two)}",
            [tool, large, "--jobs", "1"])
        file = os.path.join(large, "team7", "stack7", "compose.yaml")
        [result] = measure([tool, file], runs=5)
        table.add("large repository, one file", milliseconds(result), [tool, file, "--jobs", "1"])
    for name, folder, file in [
        ("keystroke, large repository", large, os.path.join(large, "team7", "stack7", "compose.yaml")),
        ("keystroke, small repository", os.path.join(scratch, "small"), os.path.join(scratch, "small", "team0", "stack0", "compose.yaml")),
    ]:
        if table.wants(name):
            if not os.path.exists(folder):
                repository(folder, 1)
            editor = Editor(tool, folder)
            times = sorted(seconds * 1000 for seconds in editor.keystrokes(file, 20))
            editor.end()
            table.add(name, f"median {statistics.median(times):.1f} ms, fastest {times[0]:.1f}, slowest {times[-1]:.1f}")
    if table.wants("fix of 24,000 services"):
        given = os.path.join(scratch, "services")
        services(given, 60, 400)
        copy = os.path.join(scratch, "fixed")

        def fresh():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(given, copy)

        [result] = measure([tool, "--fix", "--fail-on", "never", copy], runs=2, before=fresh)
        table.add(
            "fix of 24,000 services", f"{milliseconds(result)}; {peak(result)}",
            [tool, "--fix", "--fail-on", "never", copy, "--jobs", "1"], before=fresh)
    if table.wants("this repository"):
        root = os.path.dirname(HERE)
        [result] = measure([tool, "."], runs=3, cwd=root)
        table.add("this repository, whole", f"{milliseconds(result)}; {peak(result)}", [tool, ".", "--jobs", "1"], root)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(large) for name in names]
    beside(table, sorted(files))


# This repository grows with every rule: its row is told, and held against nothing.
KEPT = [
    "cold run, one Modelfile", "cold run, --version", "tree of 10,000 files", "  ripgrep over it",
    "large repository, whole", "large repository, one file", "fix of 24,000 services",
]


def kept():
    """The last row of RESULTS.md, in millions of instructions by name."""
    with open(RESULTS) as file:
        rows = [line for line in file if line.startswith("| ")][1:]
    if not rows:
        sys.exit("RESULTS.md keeps no row yet: add one with --keep")
    cells = [cell.strip() for cell in rows[-1].strip().strip("|").split("|")]
    return {name: float(cell.replace(",", "")) for name, cell in zip(KEPT, cells[1:]) if cell not in ("", "-")}


def main():
    options = argparse.ArgumentParser(
        description=__doc__.replace("%", "%%"), formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tool")
    options.add_argument("--check", action="store_true")
    options.add_argument("--keep")
    options.add_argument("--rows", default="")
    options = options.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    table = Table([word for word in options.rows.split(",") if word])
    # Always of the same length: what a run executes depends on the paths it handles.
    with tempfile.TemporaryDirectory(prefix="ollama-lint-bench-") as scratch:
        everything(os.path.abspath(options.tool), table, scratch)
    if options.check:
        if not table.counts:
            sys.exit("valgrind is needed to count instructions")
        grown = []
        for name, before in kept().items():
            now = table.counts.get(name)
            if now is None or "ripgrep" in name:
                continue
            print(f"{name:<28}{now / 1e6:,.1f} M, kept {before:,.1f} M: {now / 1e6 / before - 1:+.1%}")
            if now / 1e6 > before * GROWTH:
                grown.append(name)
        if grown:
            sys.exit("more than 5 % above RESULTS.md: " + ", ".join(grown))
    if options.keep:
        cells = [f"{table.counts[name] / 1e6:,.1f}" if name in table.counts else "-" for name in KEPT]
        with open(RESULTS, "a") as file:
            file.write("| " + " | ".join([options.keep, *cells]) + " |\n")


if __name__ == "__main__":
    main()
