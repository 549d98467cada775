#!/usr/bin/env python3
"""Writes the manual page from what the program says of itself.

    Packaging/manual.py BINARY >ollama-lint.1
"""
import json
import subprocess
import sys


def text(value):
    value = value.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + value if value[:1] in ".'" else value


def option(argument):
    names = []
    for name in argument.get("names") or []:
        names.append(("-" if name["kind"] == "short" else "--") + name["name"])
    shown = ", ".join(names) or argument.get("valueName", "")
    if argument["kind"] == "option":
        shown += " <" + argument.get("valueName", "value") + ">"
    return shown


def main():
    dump = subprocess.run([sys.argv[1], "--experimental-dump-help"], capture_output=True, text=True, check=True)
    command = json.loads(dump.stdout)["command"]
    version = subprocess.run([sys.argv[1], "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f'.TH OLLAMA-LINT 1 "" "ollama-lint {version}"')
    print(".SH NAME\nollama\\-lint \\- " + text(command["abstract"].rstrip(".")))
    print(".SH SYNOPSIS\n.B ollama\\-lint\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR ...] [\\fIPATH\\fR ...]")
    print(".SH COMMANDS")
    for sub in command["subcommands"]:
        if sub["commandName"] == "help":
            continue
        print(f'.SS {text(sub["commandName"])}\n{text(sub.get("abstract", ""))}')
        for argument in sub.get("arguments", []):
            if argument.get("shouldDisplay", True) and option(argument) not in ("--version", "-h, --help"):
                print(f'.TP\n.B {text(option(argument))}\n{text(argument.get("abstract", ""))}')
    print(".SH EXIT STATUS")
    for status, meaning in [
        ("0", "Nothing at or above the failing severity."),
        ("1", "Findings."),
        ("2", "It could not do its work: bad usage, an unreadable path, a broken project configuration."),
    ]:
        print(f".TP\n.B {status}\n{text(meaning)}")
    print(".SH FILES\n.TP\n.B .ollama\\-lint.yaml\nThe project's configuration.")


main()
