#!/usr/bin/env python3
"""Checks that what is written for Linux is written for macOS too, where no Mac is there to compile it.

    Packaging/platforms.py

Every `#if` chain about a C library or an operating system must say what Darwin does: by a branch of its own, or by `#else`.
Files that import a C library must import Darwin's.
"""
import os
import re
import sys

import version

CONDITION = re.compile(r"^\s*#(if|elseif|else|endif)\b(.*)")


def chains(lines):
    """Each `#if ... #endif` as its line and conditions; `#else` is the condition ''."""
    open_chains = []
    for number, line in enumerate(lines, 1):
        match = CONDITION.match(line)
        if not match:
            continue
        kind, condition = match[1], match[2].split("//")[0].strip()
        if kind == "if":
            open_chains.append((number, [condition]))
        elif kind == "endif":
            yield open_chains.pop()
        else:
            open_chains[-1][1].append(condition)


def main():
    problems = []
    for folder in ["Sources", "Rules", "Plugins", "Tests"]:
        for base, _, names in sorted(os.walk(os.path.join(version.ROOT, folder))):
            for name in sorted(n for n in names if n.endswith(".swift")):
                path = os.path.relpath(os.path.join(base, name), version.ROOT)
                lines = version.text(path).splitlines()
                for number, conditions in chains(lines):
                    about = [c for c in conditions if re.search(r"Glibc|Musl", c)]
                    if about and not any(c == "" or re.search(r"Darwin|macOS", c) for c in conditions):
                        problems.append(f"{path}:{number}: no branch for Darwin")
                imported = {line.split()[-1] for line in lines if re.match(r"^\s*import (Glibc|Darwin)\b", line)}
                if imported == {"Glibc"}:
                    problems.append(f"{path}: imports Glibc, not Darwin")
    print("\n".join(problems) or "Every branch for Linux has one for Darwin")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
