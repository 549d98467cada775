#!/usr/bin/env python3
"""Writes the manual page from what the program says of itself.

    Packaging/manual.py BINARY >ollama-lint.1

Options that several commands take alike are described once, under a heading of their own.
"""
import collections
import json
import subprocess
import sys

EXAMPLES = [
    ("ollama-lint", "Lint the files in this directory and below."),
    ("ollama-lint --diff --gpu 'RTX 3070' compose.yaml", "Show what safe fixes would change on that GPU."),
    ("ollama-lint fit qwen3:8b --gpu 'RTX 3070' --context 65536", "Estimate whether a model fits with that context."),
    ("ollama-lint map --format mermaid", "Draw the deployment as a Mermaid diagram."),
    ("ollama-lint explain num_ctx", "Say what a parameter does."),
]
EXIT_STATUS = [
    ("0", "Nothing at or above the failing severity."),
    ("1", "Findings."),
    ("2", "It could not do its work: bad usage, an unreadable path, a broken project configuration."),
]
FILES = [(".ollama-lint.yaml", "The project's configuration, in the working directory or above it.")]


def text(value):
    """Text of a page: roff takes a backslash, a hyphen and a leading dot for something else."""
    value = value.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + value if value[:1] in ".'" else value


def name(argument):
    """The argument as it is typed: `--format <format>`."""
    names = [("-" if n["kind"] == "short" else "--") + n["name"] for n in argument.get("names") or []]
    shown = ", ".join(names) or argument.get("valueName", "")
    return shown + (f' <{argument.get("valueName", "value")}>' if argument["kind"] == "option" else "")


def description(argument):
    """Its abstract, and the values and the default that the abstract does not name."""
    said = argument.get("abstract", "")
    values = [v for v in argument.get("allValues") or [] if v not in said]
    default = argument.get("defaultValue")
    more = []
    if values:
        more.append("One of " + ", ".join(argument["allValues"]) + ".")
    if default and "default" not in said:
        more.append(f"The default is {default}.")
    return " ".join([said] + more)


def arguments(command):
    """What a command takes, but for what every command takes."""
    for argument in command.get("arguments", []):
        if argument.get("shouldDisplay", True) and name(argument) not in ("--version", "-h, --help"):
            yield name(argument), description(argument)


def entries(pairs):
    for term, meaning in pairs:
        print(f".TP\n.B {text(term)}\n{text(meaning)}")


def commands(parent, path=()):
    """Each command below `parent` with the words that call it."""
    for sub in parent.get("subcommands", []):
        if sub["commandName"] != "help":
            own = path + (sub["commandName"],)
            yield " ".join(own), sub
            yield from commands(sub, own)


def output(binary, *words):
    return subprocess.run([binary, *words], capture_output=True, text=True, check=True).stdout


def main():
    binary = sys.argv[1]
    root = json.loads(output(binary, "--experimental-dump-help"))["command"]
    version = output(binary, "--version").strip()
    every = list(commands(root))
    counts = collections.Counter(pair for _, sub in every for pair in arguments(sub))
    common = {pair for pair, count in counts.items() if count > 2 and pair[0].startswith("-")}

    print(f'.TH OLLAMA-LINT 1 "" "ollama-lint {version}"')
    print(".SH NAME\nollama\\-lint \\- " + text(root["abstract"].rstrip(".")))
    print(".SH SYNOPSIS\n.B ollama\\-lint\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR ...] [\\fIPATH\\fR ...]")
    print(".SH COMMANDS")
    for words, sub in every:
        print(f'.SS {text(words)}\n{text(sub.get("abstract", ""))}')
        own = [pair for pair in arguments(sub) if pair not in common]
        entries(own)
        shared = [term.split(" ")[0] for term, meaning in arguments(sub) if (term, meaning) in common]
        if shared:
            print(".PP\nAlso " + text(", ".join(shared)) + ", as described below.")
    print(".SH OPTIONS OF SEVERAL COMMANDS")
    entries(pair for pair in counts if pair in common)
    print(".SH EXIT STATUS")
    entries(EXIT_STATUS)
    print(".SH FILES")
    entries(FILES)
    print(".SH EXAMPLES")
    entries(EXAMPLES)


main()
