#!/usr/bin/env python3
"""Packs the release binary into a wheel: no Python code, one program.

    Packaging/wheel.py [FOLDER]

Run `make release` before. The file's bytes depend on nothing but the binary and the licence.
"""
import base64
import hashlib
import os
import platform
import re
import subprocess
import sys
import zipfile

import version

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.join(ROOT, ".build", "release", "ollama-lint")


def newest_libc(binary):
    """The newest version of glibc whose symbols the program needs: it runs there and on later ones."""
    symbols = subprocess.run(["objdump", "-T", binary], capture_output=True, text=True, check=True).stdout
    return max(tuple(map(int, pair)) for pair in re.findall(r"GLIBC_(\d+)\.(\d+)", symbols))


def tag():
    """The platform: the newest symbol of the C library that the program needs decides on Linux."""
    machine = platform.machine()
    if sys.platform == "darwin":
        return "macosx_13_0_" + ("arm64" if machine == "arm64" else "x86_64")
    newest = newest_libc(BINARY)
    return f"manylinux_{newest[0]}_{newest[1]}_{machine}"


NAME = "ollama_lint"


def information():
    """The name of the folder that tells about the package, and what it tells."""
    number = version.read()
    metadata = (
        f"Metadata-Version: 2.1\nName: ollama-lint\nVersion: {number}\n"
        "Summary: Lints and fixes the files that decide how a local language model runs.\n"
        "Requires-Python: >=3.8\nLicense-File: LICENSE\n"
    )
    return f"{NAME}-{number}.dist-info", metadata


def build(folder):
    name, number = NAME, version.read()
    platform_tag = tag()
    info, metadata = information()
    with open(BINARY, "rb") as file:
        program = file.read()
    with open(os.path.join(ROOT, "LICENSE"), "rb") as file:
        licence = file.read()
    wheel = f"Wheel-Version: 1.0\nGenerator: ollama-lint\nRoot-Is-Purelib: false\nTag: py3-none-{platform_tag}\n"
    files = [
        (f"{name}-{number}.data/scripts/ollama-lint", program, 0o755),
        (f"{info}/METADATA", metadata.encode(), 0o644),
        (f"{info}/WHEEL", wheel.encode(), 0o644),
        (f"{info}/LICENSE", licence, 0o644),
    ]
    record = ""
    for path, data, _ in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(data)}\n"
    files.append((f"{info}/RECORD", (record + f"{info}/RECORD,,\n").encode(), 0o644))
    target = f"{name}-{number}-py3-none-{platform_tag}.whl"
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(os.path.join(folder, target), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data, mode in files:
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target


if __name__ == "__main__":
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "dist")
    print(os.path.join(folder, build(folder)))
