#!/usr/bin/env python3
"""Writes the files of Fixtures as seeds, each as it is and behind the byte that stands for its name.

    Tests/Fuzz/seeds.py FOLDER

What no fixture looks like comes beside them: messages of an editor, answers of a server, and pairs of texts behind a zero
byte, for what is merged and compared.
"""
import json
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


def message(method, parameters, number=None):
    body = {"jsonrpc": "2.0", "method": method, "params": parameters}
    text = json.dumps(body if number is None else {**body, "id": number}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(text) + text


def answer(value):
    text = json.dumps(value).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text) + text


def others():
    document = {"uri": "file:///models/Modelfile"}
    place = {"line": 1, "character": 11}
    yield message("textDocument/hover", {"textDocument": document, "position": place}, 1) + message(
        "textDocument/didChange",
        {"textDocument": {**document, "version": 2}, "contentChanges": [{"range": {"start": place, "end": place}, "text": "\u00e4\U0001f600"}]})
    yield message("$/cancelRequest", {"id": 1}) + message("textDocument/codeAction", {"textDocument": document, "range": {"start": place, "end": place}}, "a")
    model = {"name": "qwen3:8b", "model": "qwen3:8b", "size": 5225388164, "size_vram": 5225388164, "context_length": 4096, "digest": "5" * 64}
    show = {"parameters": "num_ctx 4096", "model_info": {"general.architecture": "qwen3", "qwen3.context_length": 40960}, "capabilities": ["tools"]}
    yield b"\0".join([answer({"version": "0.12.3"}), answer({"models": [model]}), answer({"models": [model]}), answer(show)])
    new = b'name: b\nmodels: [{id: a, tools: true}]\nserver: {url: "http://x", port: 1}\n'
    for index, old in enumerate([b"name: a # kept\nmodels:\n  - id: a\n", b'{ "name": "a", "models": [] } // kept', b'name = "a"\n[[models]]\nid = "a"\n']):
        yield bytes([index]) + old + b"\0" + new
    yield b"a\nb\nc\n" * 9 + b"\0" + b"a\nb\nc\n" * 4 + b"d\n" + b"b\nc\n" * 5


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for number, data in enumerate(others()):
        with open(os.path.join(folder, f"other-{number}"), "wb") as file:
            file.write(data)
    for directory, _, files in sorted(os.walk("Fixtures")):
        for name in sorted(files):
            path = os.path.join(directory, name)
            if name in ("expected.txt", "facts.txt") or os.path.getsize(path) > 65536:
                continue
            data = open(path, "rb").read()
            sum_ = f"{zlib.crc32(data):08x}"
            for prefix, mark in ((b"", "plain"), (bytes([index(path)]), "named")):
                with open(os.path.join(folder, f"{mark}-{sum_}"), "wb") as file:
                    file.write(prefix + data)


if __name__ == "__main__":
    main()
