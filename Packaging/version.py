#!/usr/bin/env python3
"""The version, which Sources/Linter/Version.swift alone decides, and the repository of the releases, which install.sh does.

    Packaging/version.py                            prints the version
    Packaging/version.py --check                    ends with 1 when another file has another version or repository
    Packaging/version.py --set V                    writes the version everywhere
    Packaging/version.py --repository [OWNER/NAME]  prints the repository, or writes it everywhere
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
# The install script is the one file that travels alone: into images and extensions. Its owner is OWNER until there is one.
HOME = ("Packaging/install.sh", r"\{OLLAMA_LINT_REPOSITORY:-([^}]+)\}")
HOME_COPIES = [("Packaging/zed/extension.toml", r'^repository = "https://github.com/([^"]+)"')]


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def found(path, pattern):
    return re.search(pattern, text(path), re.M)


def read():
    return found(*PLACE).group(1)


def repository():
    return found(*HOME).group(1)


def put(path, pattern, number):
    match = found(path, pattern)
    changed = match.string[: match.start(1)] + number + match.string[match.end(1):]
    with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
        file.write(changed)


def main():
    if sys.argv[1:2] == ["--repository"]:
        for place in [HOME, *HOME_COPIES] if len(sys.argv) == 3 else []:
            put(*place, sys.argv[2])
        print(repository())
    elif sys.argv[1:2] == ["--set"] and len(sys.argv) == 3:
        for place in [PLACE, *COPIES]:
            put(*place, sys.argv[2])
    elif sys.argv[1:] == ["--check"]:
        other = [path for path, pattern in COPIES if found(path, pattern).group(1) != read()]
        if other:
            sys.exit(f"not at version {read()}: {', '.join(other)}")
        other = [path for path, pattern in HOME_COPIES if found(path, pattern).group(1) != repository()]
        if other:
            sys.exit(f"another repository than {repository()}: {', '.join(other)}")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        print(read())


if __name__ == "__main__":
    main()
