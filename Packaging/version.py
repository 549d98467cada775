#!/usr/bin/env python3
"""The version, which Sources/Linter/Version.swift alone decides.

    Packaging/version.py            prints it
    Packaging/version.py --check    ends with 1 when a manifest of an editor's extension has another one
    Packaging/version.py --set V    writes it everywhere
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLACE = ("Sources/Linter/Version.swift", r'version = "([^"]+)"')
# Formats of others that must have the number in their own file.
COPIES = [
    ("Packaging/vscode/package.json", r'^  "version": "([^"]+)"'),
    ("Packaging/zed/Cargo.toml", r'^version = "([^"]+)"'),
    ("Packaging/zed/extension.toml", r'^version = "([^"]+)"'),
]


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def found(path, pattern):
    return re.search(pattern, text(path), re.M)


def read():
    return found(*PLACE).group(1)


def put(path, pattern, number):
    match = found(path, pattern)
    changed = match.string[: match.start(1)] + number + match.string[match.end(1):]
    with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
        file.write(changed)


def main():
    if sys.argv[1:2] == ["--set"] and len(sys.argv) == 3:
        for place in [PLACE, *COPIES]:
            put(*place, sys.argv[2])
    elif sys.argv[1:] == ["--check"]:
        other = [path for path, pattern in COPIES if found(path, pattern).group(1) != read()]
        if other:
            sys.exit(f"not at version {read()}: {', '.join(other)}")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        print(read())


if __name__ == "__main__":
    main()
