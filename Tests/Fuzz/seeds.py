#!/usr/bin/env python3
"""Writes the files of Fixtures as seeds, each as it is and behind the byte that stands for its name.

    Tests/Fuzz/seeds.py FOLDER
"""
import os
import re
import sys
import zlib

names = re.findall(r'"([^"]+)"', open("Tests/Fuzz/Names.swift", encoding="utf-8").read())


def index(path):
    """The name that the path ends with; else the one of the same kind that is most like it."""
    tail = "/".join(path.split("/")[4:])
    for wanted in (tail, "/".join(tail.split("/")[-2:]), tail.split("/")[-1]):
        if wanted in names:
            return names.index(wanted)
    last = tail.split("/")[-1]
    ending = os.path.splitext(last)[1] or last
    alike = [name for name in names if name.endswith(ending)]
    return names.index(alike[-1]) if alike else names.index("Modelfile")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for directory, _, files in sorted(os.walk("Fixtures")):
        for name in sorted(files):
            path = os.path.join(directory, name)
            if name == "expected.txt" or os.path.getsize(path) > 65536:
                continue
            data = open(path, "rb").read()
            sum_ = f"{zlib.crc32(data):08x}"
            for prefix, mark in ((b"", "plain"), (bytes([index(path)]), "named")):
                with open(os.path.join(folder, f"{mark}-{sum_}"), "wb") as file:
                    file.write(prefix + data)


if __name__ == "__main__":
    main()
