#!/usr/bin/env python3
"""Packs a tree into a release archive whose bytes depend on the tree alone.

    Packaging/archive.py TREE FILE

tar does not do this alike everywhere: bsdtar and GNU tar before 1.28 cannot sort, and Python's tarfile fills the unused
device fields in one release and not in another. So the headers are written here. What is left is zlib: another version of
it may compress the same tar stream to other bytes, which unpack to the same.
"""
import gzip
import os
import sys

BLOCK = 512
TIME = 315532800  # 1980, as in the wheel


def header(name, mode, size, kind):
    """A header in POSIX's ustar format, for owner 0 and a fixed time."""
    path = name.encode()
    assert len(path) <= 100, "the path is too long for ustar: " + name
    fields = [
        path.ljust(100, b"\0"), b"%07o\0" % mode, b"%07o\0" % 0, b"%07o\0" % 0, b"%011o\0" % size, b"%011o\0" % TIME,
        b" " * 8, kind, b"\0" * 100, b"ustar\00000", b"\0" * 80,
    ]
    block = bytearray(b"".join(fields).ljust(BLOCK, b"\0"))
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def entries(tree):
    """The paths below the tree, folders before what is in them, in an order that no locale changes."""
    for base, folders, files in os.walk(tree):
        folders.sort()
        place = os.path.relpath(base, tree)
        if place != ".":
            yield place + "/", None
        for name in sorted(files):
            yield os.path.normpath(os.path.join(place, name)), os.path.join(base, name)


def pack(tree, target):
    # Without a name and a time, the gzip header is always the same ten bytes.
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        for name, path in entries(tree):
            if path is None:
                packed.write(header(name, 0o755, 0, b"5"))
                continue
            with open(path, "rb") as file:
                data = file.read()
            packed.write(header(name, 0o755 if os.access(path, os.X_OK) else 0o644, len(data), b"0"))
            packed.write(data + b"\0" * (-len(data) % BLOCK))
        packed.write(b"\0" * (2 * BLOCK))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pack(*sys.argv[1:])
    print(sys.argv[2])
