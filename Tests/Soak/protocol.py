#!/usr/bin/env python3
"""Sessions of an editor that means ill: messages with wrong types, numbers at which arithmetic ends and odd addresses.

    Tests/Soak/protocol.py BINARY [SESSIONS] [SEED]

Every session ends with `shutdown` and `exit`, and the server is to end with 0. Ends with 1 if one does not.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

NUMBERS = [0, 1, -1, 2**31 - 1, 2**31, 2**63 - 1, -(2**63), 2**63, 1.5, 1e308, "x", None, [], {}, True]
TEXTS = ["", "services:\n", "FROM qwen3:8b\nPARAMETER num_ctx 32k\n", "\ud83d\ude00" * 10, "\r\n" * 5, "{" * 300, "a" * 2000,
         "\u00e9\u0301\U0001f600x\n" * 3, None, 7, []]
METHODS = ["initialize", "initialized", "shutdown", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
           "textDocument/didSave", "textDocument/hover", "textDocument/completion", "textDocument/codeAction",
           "textDocument/documentLink", "workspace/didChangeWorkspaceFolders", "workspace/didChangeWatchedFiles",
           "$/cancelRequest", "$/setTrace", "nonsense", ""]


def addresses(folder):
    here = "file://" + folder
    return [here + "/compose.yaml", "file:///", "file://", "file:///%00", "file:///%zz", "file:///a%2Fb", "http://x/y", "",
            "file://host/a", "untitled:Untitled-1", here + "/../x", here + "/" + "a" * 5000, here + "/\u00e9.modelfile", 5, None]


def message(choice, uris):
    place = lambda: {"line": choice(NUMBERS), "character": choice(NUMBERS)}
    span = lambda: choice([{"start": place(), "end": place()}, None, {"start": place()}, {}, []])
    whole = {
        "textDocument": choice([{"uri": choice(uris), "text": choice(TEXTS), "version": choice(NUMBERS), "languageId": "x"}, None, [], "x"]),
        "position": choice([place(), None, []]), "range": span(),
        "context": choice([{"only": choice([["quickfix"], ["source.fixAll"], [""], 5, None]), "triggerKind": choice(NUMBERS)}, None, 3]),
        "contentChanges": choice([[{"range": span(), "text": choice(TEXTS), "rangeLength": choice(NUMBERS)} for _ in range(2)], None, {}, 5]),
        "rootUri": choice(uris), "workspaceFolders": choice([[{"uri": choice(uris), "name": "x"}], None, 5, [5]]),
        "event": choice([{"added": [{"uri": choice(uris)}], "removed": [{"uri": choice(uris)}]}, None, 5]), "id": choice(NUMBERS),
    }
    parts = {"jsonrpc": "2.0", "method": choice(METHODS), "params": choice([whole] * 5 + [None, [], 5])}
    identity = choice([1, "a", None, 2**70, -1, 1.5, [], {}, "NONE"])
    if identity != "NONE":
        parts["id"] = identity
    return choice([parts] * 40 + [[], 5, "x", None, [parts]])


def frame(value):
    body = json.dumps(value).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def main():
    binary = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/compose.yaml", "w") as file:
            file.write("services:\n  o:\n    image: ollama/ollama\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n")
        uris = addresses(folder)
        for seed in range(start, start + count):
            choice = random.Random(seed).choice
            sent = b"".join(frame(message(choice, uris)) for _ in range(25))
            sent += frame({"jsonrpc": "2.0", "id": 9, "method": "shutdown"}) + frame({"jsonrpc": "2.0", "method": "exit"})
            try:
                done = subprocess.run([binary, "lsp"], input=sent, capture_output=True, timeout=60, cwd=folder)
                word = "" if done.returncode == 0 else f"ended with {done.returncode}: {done.stderr[-300:]!r}"
            except subprocess.TimeoutExpired:
                word = "did not end"
            if word:
                bad += 1
                print(f"seed {seed} {word}", flush=True)
    print(f"{count} sessions, {bad} bad")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
