#!/usr/bin/env python3
"""Tries what SECURITY.md claims, as somebody who wants it to be untrue.

    Tests/Soak/hostile.py BINARY [PART ...]

Parts: text (escape sequences and marks of direction in names, paths and values), secrets, outside (links and paths that
lead out of the repository), doctor (a server that means ill), size (texts made to take time or memory; seconds of
processor and MiB are printed). Ends with 1 if a claim does not hold.
"""
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

BINARY = os.path.abspath(sys.argv[1])
FORMATS = tool.choices(BINARY, "check", "format")
failures = []


def check(what, is_kept, note=""):
    print(f"{'ok  ' if is_kept else 'BAD '} {what}{'' if is_kept else ': ' + str(note)[:300]}", flush=True)
    if not is_kept:
        failures.append(what)


def run(root, *words, input=None, terminal=False, timeout=120):
    """The exit status and all that was said."""
    command = [BINARY, *words]
    if terminal:
        command = ["script", "-qec", " ".join(f"'{word}'" for word in command), "/dev/null"]
    done = subprocess.run(command, cwd=root, input=input, capture_output=True, timeout=timeout)
    return done.returncode, done.stdout + done.stderr


def everything(root):
    """All ways to make it speak about a folder, by name."""
    flags = ["--severity", "info", "--fail-on", "never", "--unsafe-fixes"]
    for format in FORMATS:
        yield format, run(root, "--severity", "info", "--format", format, ".")
    for format in ("text", "json", "mermaid", "dot", "html"):
        yield "map " + format, run(root, "map", "--format", format)
    yield "statistics", run(root, "--severity", "info", "--statistics", ".")
    yield "baseline", run(root, "--severity", "info", "--write-baseline", "/dev/stdout", ".")
    yield "diff", run(root, "--diff", *flags, ".")
    yield "fit", run(root, "fit", "--gpu", "RTX 3070", "--ram", "32GiB")
    yield "fit json", run(root, "fit", "--gpu", "RTX 3070", "--ram", "32GiB", "--format", "json")
    yield "init", run(root, "init", "--dry-run", "--topology", "docker", "--harness", "opencode,continue", "--gpu", "RTX 3070", "--ram", "32GiB")
    yield "init diff", run(root, "init", "--diff", "--topology", "docker", "--harness", "opencode,continue", "--gpu", "RTX 3070", "--ram", "32GiB")
    yield "rules", run(root, "rules")
    yield "lsp", (0, language_server(root))


def language_server(root):
    def frame(message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body
    uri = "file://" + os.path.realpath(root)
    messages = [{"id": 1, "method": "initialize", "params": {"rootUri": uri}}]
    for name in sorted(os.listdir(root)):
        path = os.path.join(root, name)
        if os.path.isfile(path) and not os.path.islink(path):
            text = open(path, encoding="utf-8", errors="replace").read()
            document = {"uri": uri + "/" + name, "text": text, "version": 1, "languageId": "x"}
            messages.append({"method": "textDocument/didOpen", "params": {"textDocument": document}})
            whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
            messages.append({"id": 2, "method": "textDocument/codeAction", "params": {
                "textDocument": {"uri": document["uri"]}, "range": whole, "context": {"diagnostics": []}}})
    messages += [{"id": 9, "method": "shutdown"}, {"method": "exit"}]
    done = subprocess.run(
        [BINARY, "lsp"], cwd=root, input=b"".join(map(frame, messages)), capture_output=True, timeout=60)
    return done.stdout + done.stderr


# MARK: what steers a terminal

STEERING = ["\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2066", "\u200f", "\r", "\x08"]


def steered(said, is_data):
    """What a terminal would act on; data for programs may hold marks of direction, as the values have them."""
    text = said.decode(errors="replace")
    marks = [mark for mark in ("\x1b", "\x07", "\x9b", "\x08") if mark in text]
    marks += [mark for mark in ("\u202e", "\u2066", "\u200f") if mark in text and not is_data]
    return [mark.encode("unicode_escape").decode() for mark in marks]


def text(base):
    root = os.path.join(base, "text")
    nasty = "".join(STEERING)
    quoted = json.dumps(nasty)[1:-1]
    tool.write(root, "compose.yaml", f'services:\n  "ol{quoted}lama":\n    image: "ollama/ollama:lat{quoted}est"\n    environment:\n      "OLLAMA_{quoted}": "x{quoted}"\n      OLLAMA_CONTEXT_LENGTH: "{quoted}"\n    ports: ["11434:11434"]\n')
    tool.write(root, "opencode.json", json.dumps({"model": "ollama/" + nasty, "provider": {"ollama" + nasty: {
        "npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434" + nasty},
        "models": {"qwen3:8b" + nasty: {}}}}, nasty: 1}))
    tool.write(root, "Modelfile", f"FROM qwen3:8b{nasty.replace(chr(13), '')}\nPARAMETER num_ctx 32k{nasty.replace(chr(13), '')}\nPARAMETER {nasty} 3\n")
    tool.write(root, ".env", f"OLLAMA_HOST={nasty}\nOLLAMA_{nasty}=1\n")
    tool.write(root, "a\x1b[31m\u202eb\n::error::x.Modelfile", "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    line = nasty.replace("\r", "")  # A headline of several lines is no rule.
    tool.write(root, "own/rule.yaml", json.dumps({
        "summary": "S" + line, "severity": "warning", "on": "model", "when": {"name": "present"}, "at": "name",
        "message": "M" + line + " {name}", "effect": "E" + nasty, "advice": "A" + nasty, "why": "W" + nasty + "\n",
        "sources": ["x" + nasty]}))
    data = {"json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "html", "map json", "map html", "baseline", "fit json", "lsp", "diff", "init diff"}
    for configuration in (None, "rules: [own/rule.yaml]\n", f'"{quoted}": 1\n', f'ignore: ["{quoted}"]\n', f'exclude: "{quoted}\n'):
        if configuration is not None:
            tool.write(root, ".ollama-lint.yaml", configuration)
        for name, (status, said) in everything(root):
            if name in ("diff", "init diff"):
                continue  # Byte for byte, for `git apply`; a terminal is asked below.
            check(f"text, {name}, configuration {configuration is not None}: nothing steers", not steered(said, name in data), steered(said, name in data))
            check(f"text, {name}: ends as it should", status in (0, 1, 2), status)
            if name == "github":
                stray = [line for line in said.splitlines() if not line.startswith((b"::error file=", b"::warning file=", b"::notice file=", b"ollama-lint"))]
                check("text, github: a command a line, and each one ours", not stray, stray)
    os.remove(os.path.join(root, ".ollama-lint.yaml"))
    for words in (["init", "--diff", "--topology", "docker", "--harness", "opencode,continue", "--gpu", "RTX 3070", "--ram", "32GiB"],
                  ["--diff", "--no-progress", "--unsafe-fixes", "--severity", "info", "."], ["--severity", "info", "--no-progress", "--color", "never", "."]):
        _, said = run(root, *words, terminal=True)
        check(f"text, {words[0]} at a terminal: nothing steers", not steered(said, False), steered(said, False))
    _, said = run(root, "explain", nasty)
    check("text, explain: nothing steers", not steered(said, False), said)


# MARK: credentials

SECRETS = {
    "openai": "sk-proj-Q7xV2mN9bK4rT8wZ1yL6cF3hJ5dP0sAgEuIoXnBqWvRt",
    "anthropic": "sk-ant-api03-Zk8Lw2Qp9Xv4Rt7Ym1Nc6Bf3Hd5Js0Ag-EuIoXnBqWvRtKmPz",
    "github": "ghp_Q7xV2mN9bK4rT8wZ1yL6cF3hJ5dP0sAgEuIo",
    "hf": "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",
}


def secrets(base):
    root = os.path.join(base, "secrets")
    key = SECRETS
    tool.write(root, "compose.yaml", f"services:\n  ollama:\n    image: ollama/ollama\n    ports: [\"11434:11434\"]\n    environment: {{ OPENAI_API_KEY: {key['openai']}, OLLAMA_CONTEXT_LENGTH: 4k, HF_TOKEN: {key['hf']} }}\n  web:\n    image: ghcr.io/open-webui/open-webui:main\n    environment:\n      - OPENAI_API_KEY={key['openai']}\n      - OLLAMA_BASE_URL=http://localhost:11434\n      - WEBUI_SECRET_KEY={key['anthropic']}\n")
    tool.write(root, "opencode.json", json.dumps({"provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "options": {
        "baseURL": "http://localhost:11434", "apiKey": key["openai"], "headers": {"Authorization": "Bearer " + key["anthropic"]}},
        "models": {"qwen3:8b": {}}}}, "modle": "ollama/qwen3:8b"}))
    tool.write(root, ".continue/config.yaml", f"name: x\nversion: 0.0.1\nschema: v1\nmodels:\n  - name: a\n    provider: ollama\n    model: qwen3:8b\n    apiBase: http://localhost:11434/v1\n    apiKey: {key['openai']}\n")
    tool.write(root, "old/.continue/config.json", json.dumps({"models": [{"title": "a", "provider": "ollama", "model": "qwen3:8b", "apiKey": key["openai"]}], "tabAutocompleteModel": {"title": "b", "provider": "ollama", "model": "x", "apiKey": key["github"]}}))
    tool.write(root, ".aider.conf.yml", f"model: ollama/qwen3:8b\nopenai-api-key: {key['openai']}\napi-key:\n  - anthropic={key['anthropic']}\n")
    tool.write(root, ".codex/config.toml", f"model_provider = \"ollama\"\nmodel = \"qwen3:8b\"\n[model_providers.ollama]\nname = \"o\"\nbase_url = \"http://localhost:11434\"\nhttp_headers = {{ Authorization = \"Bearer {key['openai']}\" }}\nexperimental_bearer_token = \"{key['anthropic']}\"\n")
    tool.write(root, ".env", f"OLLAMA_HOST=0.0.0.0\nOPENAI_API_KEY={key['openai']}\nOLLAMA_API_KEY=\"{key['anthropic']}\"\n")
    tool.write(root, "run.sh", f"#!/bin/sh\nexport OPENAI_API_KEY={key['openai']}\ndocker run -d -p 11434:11434 -e HF_TOKEN={key['hf']} -e OLLAMA_CONTEXT_LENGTH=4k ollama/ollama\ncurl -H 'Authorization: Bearer {key['anthropic']}' http://localhost:11434/api/tags\n")
    tool.write(root, "ollama.service", f"[Service]\nExecStart=/usr/local/bin/ollama serve\nEnvironment=OPENAI_API_KEY={key['openai']} OLLAMA_CONTEXT_LENGTH=4k\nEnvironment=\"HF_TOKEN={key['hf']}\"\n")
    tool.write(root, "k8s.yaml", f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: ollama}}\nspec:\n  selector: {{matchLabels: {{app: o}}}}\n  template:\n    metadata: {{labels: {{app: o}}}}\n    spec:\n      containers:\n        - name: ollama\n          image: ollama/ollama\n          env:\n            - {{name: HF_TOKEN, value: {key['hf']}}}\n            - {{name: OPENAI_API_KEY, value: {key['openai']}}}\n")
    tool.write(root, ".zed/settings.json", json.dumps({"language_models": {"ollama": {"api_url": "http://localhost:11434/v1", "api_key": key["openai"]}}}))
    for name, (status, said) in everything(root):
        found = [kind for kind, value in SECRETS.items() if value.encode() in said or value[12:30].encode() in said]
        check(f"secrets, {name}: none is printed whole", not found, found)
        check(f"secrets, {name}: ends as it should", status in (0, 1, 2), status)


# MARK: elsewhere

CANARY = "CANARY_0f3a"


def outside(base):
    out = os.path.join(base, "out")
    canary = tool.write(out, "secret", f"OLLAMA_HOST=0.0.0.0\nOLLAMA_{CANARY}=1\n{CANARY}: {CANARY}\n")
    yaml = tool.write(out, "other.yaml", f"services:\n  {CANARY}:\n    image: ollama/ollama:{CANARY}\n    ports: ['11434:11434']\n  ollama:\n    image: ollama/ollama:{CANARY}\n    environment: {{OLLAMA_{CANARY}: 1}}\n")
    model = tool.write(out, "Modelfile", f"FROM {CANARY}\nPARAMETER num_ctx 32k\n")
    client = tool.write(out, "opencode.json", json.dumps({"model": "ollama/" + CANARY, CANARY: 1}))
    rule = tool.write(out, "rule.yaml", f"{CANARY}: 1\nsummary: {CANARY}\n")
    known = tool.write(out, "known.json", json.dumps({"version": 1, "findings": [{"rule": "x/" + CANARY, "path": CANARY, "severity": "error", "fingerprint": "1"}]}))
    settings = tool.write(out, "settings.yaml", f"{CANARY}: 1\n")
    before = {path: open(path, "rb").read() for path in (canary, yaml, model, client, rule, known, settings)}
    root = os.path.join(base, "repository")
    os.makedirs(os.path.join(root, ".git"))
    up = os.path.relpath(out, root)
    tool.write(root, "compose.yaml", f"include: [{up}/other.yaml, linked.yaml, {yaml}, dir/other.yaml]\nservices:\n  a:\n    image: ollama/ollama\n    env_file: [{up}/secret, linked.env, {canary}, dir/secret]\n  b:\n    extends: {{file: {up}/other.yaml, service: ollama}}\n  c:\n    extends: {{file: linked.yaml, service: ollama}}\n  d:\n    extends: {{file: dir/other.yaml, service: ollama}}\n  e:\n    extends: {{file: {yaml}, service: ollama}}\n")
    for name, target in [("linked.yaml", yaml), ("linked.env", canary), ("linked.Modelfile", model), ("dir", out), ("docker-compose.override.yml", yaml), (".env", canary), ("opencode.json", client), ("README.md", settings)]:
        os.symlink(target, os.path.join(root, name))
    tool.write(root, "Modelfile", f"FROM {up}/Modelfile\nADAPTER dir/secret\n")
    tool.write(root, "create.sh", f"ollama create x -f {up}/Modelfile\nollama create y -f linked.Modelfile\nollama create z -f dir/Modelfile\n. {up}/secret\nset -a; source linked.env\n")
    tool.write(root, "ollama.service", f"[Service]\nExecStart=/usr/local/bin/ollama serve\nEnvironmentFile={canary}\nEnvironmentFile=%h/{up}/secret\n")
    tool.write(root, "ollama.container", f"[Container]\nImage=ollama/ollama\nEnvironmentFile=linked.env\nEnvironmentFile={up}/secret\n")
    tool.write(root, ".opencode/agent/x.md", f"---\nmodel: ollama/x\nprompt: {{file:{canary}}}\n---\nx\n")
    os.symlink(out, os.path.join(root, ".continue"))
    configurations = [None, "rules: [linked-rule.yaml]\n", f"rules: [dir/rule.yaml]\n", f"rules: [{up}/rule.yaml]\n", f"rules: [{rule}]\n",
                      "baseline: linked-known.json\n", f"baseline: {up}/known.json\n", f"baseline: {known}\n", "LINK"]
    os.symlink(rule, os.path.join(root, "linked-rule.yaml"))
    os.symlink(known, os.path.join(root, "linked-known.json"))
    for configuration in configurations:
        path = os.path.join(root, ".ollama-lint.yaml")
        if os.path.lexists(path):
            os.remove(path)
        if configuration == "LINK":
            os.symlink(settings, path)
        elif configuration is not None:
            tool.write(root, ".ollama-lint.yaml", configuration)
        for name, (status, said) in everything(root):
            check(f"outside, {name}, configuration {configuration!r}".replace(base, ""), CANARY.encode() not in said, said[max(0, said.find(CANARY.encode()) - 200):][:400])
    if os.path.lexists(path):
        os.remove(path)
    machine = ["--gpu", "RTX 3070", "--ram", "32GiB"]
    run(root, "--fix", "--unsafe-fixes", "--severity", "info", ".")
    for topology in ("docker", "native"):
        run(root, "init", "--yes", "--topology", topology, "--harness", "opencode,continue,aider,codex", *machine)
    after = {path: open(path, "rb").read() for path in before}
    check("outside: --fix and init --yes change nothing there", before == after, [path for path in before if before[path] != after[path]])
    check("outside: they put nothing there", sorted(os.listdir(out)) == sorted(os.path.basename(path) for path in before), os.listdir(out))
    # Without a repository, the folder is the border.
    loose = os.path.join(base, "loose")
    os.makedirs(loose)
    os.symlink(client, os.path.join(loose, "opencode.json"))
    os.symlink(out, os.path.join(loose, ".continue"))
    _, said = run(loose, "init", "--diff", "--topology", "native", "--harness", "opencode,continue", *machine)
    check("outside: init --diff shows nothing of it", CANARY.encode() not in said, said)
    run(loose, "init", "--yes", "--topology", "native", "--harness", "opencode,continue", *machine)
    after = {path: open(path, "rb").read() for path in before}
    check("outside: init --yes in a loose folder changes nothing there", before == after and len(os.listdir(out)) == len(before), os.listdir(out))
    kept = tool.write(base, "copies/.bashrc.ollama-lint-copy", "mine")
    tool.write(base, "copies/.Modelfile.ollama-lint-2024", "mine")
    tool.write(base, "copies/Modelfile", "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    run(os.path.dirname(kept), "--fix", "--unsafe-fixes", ".")
    check("outside: copies that people named so are not litter", os.path.exists(kept) and len(os.listdir(os.path.dirname(kept))) == 3, os.listdir(os.path.dirname(kept)))


# MARK: a server that means ill

def answering(*answers):
    """A server that gives these bytes (or what a function sends), one connection after the other, and its port."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        for answer in answers:
            try:
                connection, _ = server.accept()
                connection.recv(65536)
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
                connection.close()
            except OSError:
                pass
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


def http(body):
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def doctor(base):
    root = os.path.join(base, "doctor")
    tool.write(root, "compose.yaml", "services:\n  ollama:\n    image: ollama/ollama:0.32.15\n    gpus: all\n    ports: ['127.0.0.1:11434:11434']\n")
    tool.write(root, "opencode.json", json.dumps({"model": "ollama/qwen3:8b", "provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434/v1"}, "models": {"qwen3:8b": {}}}}}))

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        try:
            for _ in range(300):
                connection.sendall(b" ")
                time.sleep(0.1)
        except OSError:
            pass

    def crumbs(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(400_000):
                connection.sendall(b"2\r\n\r\n\r\n" * 8)
        except OSError:
            pass

    def headers(connection):
        try:
            for _ in range(2_000_000):
                connection.sendall(b"a: b\r\r\n" * 50)
        except OSError:
            pass

    version = http(b'{"version": "0.32.15"}')
    tags = http(b'{"models": [{"name": "qwen3:8b"}]}')

    def running(size, gpu, context="4096"):
        return http(f'{{"models": [{{"name": "qwen3:8b", "size": {size}, "size_vram": {gpu}, "context_length": {context}}}]}}'.encode())

    least, most = -(1 << 63), (1 << 63) - 1
    cases = {
        "steering": [http(json.dumps({"version": "\x1b[31m\u202e"}).encode()), tags, running(1, 1)],
        "numbers": [version, tags, running(most, least, str(least))],
        "more numbers": [version, tags, running(1, -most, str(most))],
        "no numbers": [version, tags, running('"x"', "[]", "{}")],
        "depth": [http(b"[" * 1_000_000)],
        "drip": [drip], "crumbs": [crumbs], "headers": [headers],
        "chunk": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nx"],
        "negative": [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"],
        "redirect": [b"HTTP/1.1 302 Found\r\nLocation: http://example.org/\r\nContent-Length: 0\r\n\r\n"],
        "nothing": [b""], "noise": [os.urandom(4096)],
    }
    for name, answers in cases.items():
        port = answering(*answers)
        start = time.monotonic()
        try:
            status, said = run(root, "doctor", "--host", f"http://127.0.0.1:{port}", "--timeout", "2", timeout=60)
        except subprocess.TimeoutExpired:
            status, said = None, b""
        seconds = time.monotonic() - start
        check(f"doctor, {name}: ends as it should within its time ({seconds:.1f} s)", status in (0, 1, 2) and seconds < 20, (status, said))
        check(f"doctor, {name}: nothing steers", not steered(said, False), said)


# MARK: time and memory

def size(base):
    K, M = 1000, 1_000_000
    here = os.path.join(base, "size")
    limit = 8 << 20

    def single(name, data):
        root = os.path.join(here, f"{len(os.listdir(here)) if os.path.isdir(here) else 0:03}")
        tool.write(root, name, data)
        return root

    def many(files):
        root = os.path.join(here, f"{len(os.listdir(here)) if os.path.isdir(here) else 0:03}")
        for name, data in files:
            tool.write(root, name, data)
        return root

    image = "    image: ollama/ollama:0.32.15\n"
    bomb = "a0: &a0 [ollama/ollama]\n" + "".join(f"a{i}: &a{i} [{','.join(f'*a{i - 1}' for _ in range(9))}]\n" for i in range(1, 30)) + "services: {ollama: {image: ollama/ollama, ports: *a29}}\n"
    merges = "x0: &x0 {image: ollama/ollama, ports: ['11434:11434']}\n" + "".join(f"x{i}: &x{i}\n  <<: [{', '.join([f'*x{i - 1}'] * 9)}]\n" for i in range(1, 30)) + "services:\n  ollama:\n    <<: *x29\n"
    cases = {
        "a million brackets, YAML": lambda: single("compose.yaml", "services: {ollama: {image: ollama/ollama, x: " + "[" * M),
        "a million brackets, JSON": lambda: single("opencode.json", '{"provider": {"ollama": ' + "[" * M),
        "a million brackets, TOML": lambda: single(".codex/config.toml", "model_provider = 'ollama'\nx = " + "[" * M),
        "a million braces, shell": lambda: single("run.sh", "docker run ollama/ollama " + "$(" * M),
        "a million elements, XML": lambda: single("ollama.xml", "<domain><name>ollama</name>" + "<a>" * M),
        "a million quotes, Modelfile": lambda: single("Modelfile", "FROM x\nTEMPLATE " + '"""' * M),
        "300,000 blocks, template": lambda: single("Modelfile", 'FROM x\nTEMPLATE """' + "{{ if .System }}" * (300 * K) + '"""\n'),
        "250,000 fences, Markdown": lambda: single("README.md", "ollama\n" + "```sh\nollama run x\n```\n" * (M // 4)),
        "here-documents": lambda: single("run.sh", "".join(f"cat > Modelfile{i} <<E{i}\nFROM x\nE{i}\n" for i in range(50 * K))),
        "nested here-documents": lambda: single("run.sh", "cat <<A > Modelfile\nFROM x\n" * (100 * K)),
        "alias bomb": lambda: single("compose.yaml", bomb),
        "merge bomb": lambda: single("compose.yaml", merges),
        "entity bomb": lambda: single("ollama.xml", "<!DOCTYPE d [<!ENTITY a0 'ollama'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 20)) + "]><domain><name>&a19;</name></domain>"),
        "100 MB of YAML": lambda: single("compose.yaml", b"services: {ollama: {image: ollama/ollama}}\n" + b"# x\n" * (25 * M)),
        "8 MB in one line, JSON": lambda: single("opencode.json", '{"model": "ollama/' + "x" * (limit - 100) + '"}'),
        "8 MB in one line, Modelfile": lambda: single("Modelfile", "FROM " + "x" * (limit - 100)),
        "8 MB in one line, shell": lambda: single("run.sh", "docker run ollama/ollama " + "-e A=b " * M),
        "8 MB in one line, .env": lambda: single(".env", "OLLAMA_HOST=" + "x" * (limit - 100)),
        "100,000 parameters": lambda: single("Modelfile", "FROM qwen3:8b\n" + "PARAMETER num_ctx 32k\n" * (100 * K)),
        "100,000 unknown parameters": lambda: single("Modelfile", "FROM qwen3:8b\n" + "".join(f"PARAMETER num_ct{i} 1\n" for i in range(100 * K))),
        "400,000 variables": lambda: single(".env", "".join(f"OLLAMA_HOS{i}=1\n" for i in range(400 * K))),
        "100,000 keys of JSON": lambda: single("opencode.json", json.dumps({"model": "ollama/x", **{f"modle{i}": 1 for i in range(100 * K)}})),
        "100,000 models of a client": lambda: single("opencode.json", json.dumps({"provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434/v1"}, "models": {f"m{i}": {} for i in range(100 * K)}}}})),
        "100,000 services": lambda: single("compose.yaml", "services:\n" + "".join(f"  s{i}:\n{image}" for i in range(100 * K))),
        "20,000 services, each linked to all": lambda: single("compose.yaml", "services:\n" + "".join(f"  s{i}:\n{image}    environment: {{OLLAMA_BASE_URL: 'http://s{i + 1}:11434'}}\n" for i in range(20 * K))),
        "10,000 extends in a row": lambda: single("compose.yaml", f"services:\n  s0:\n{image}" + "".join(f"  s{i}:\n    extends: {{service: s{i - 1}}}\n" for i in range(1, 10 * K))),
        "extends in a circle": lambda: single("compose.yaml", f"services:\n  a:\n{image}    extends: {{service: b}}\n  b:\n    extends: {{service: a}}\n"),
        "2,000 files that extend each other": lambda: many((f"f{i}/compose.yaml", f"services:\n  s:\n    image: ollama/ollama\n    extends: {{file: ../f{i + 1}/compose.yaml, service: s}}\n") for i in range(2 * K)),
        "2,000 files that include each other": lambda: many((f"f{i}/compose.yaml", f"include: [../f{i + 1}/compose.yaml]\nservices:\n  s{i}:\n{image}") for i in range(2 * K)),
        "include, each twice": lambda: many((f"f{i}/compose.yaml", f"include: [../f{i + 1}/compose.yaml, ../f{i + 1}/compose.yaml]\nservices:\n  s{i}:\n{image}") for i in range(40)),
        "10,000 env_files": lambda: many([("compose.yaml", f"services:\n  s:\n{image}    env_file: [" + ", ".join(f"e{i % 100}.env" for i in range(10 * K)) + "]\n")] + [(f"e{i}.env", "OLLAMA_HOST=0.0.0.0\n" * K) for i in range(100)]),
        "100,000 modelfiles": lambda: many((f"{i // 1000}/{i}.modelfile", "FROM qwen3:8b\nPARAMETER num_ctx 4096\n") for i in range(100 * K)),
        "3,000 modelfiles to fix": lambda: many((f"{i // 1000}/{i}.modelfile", "FROM qwen3:8b\nPARAMETER num_ctx 32k\n") for i in range(3 * K)),
        "100,000 lines of .gitignore over 5,000 files": lambda: many([(".gitignore", "".join(f"*a*b*c{i}\n" for i in range(100 * K)))] + [(f"{i}.modelfile", "FROM x\n") for i in range(5 * K)]),
        "stars": lambda: many([(".gitignore", "*a" * 500 + "b\n" + "**/" * 2000 + "x\n"), ("a" * 200 + ".modelfile", "FROM x\n"), (".ollama-lint.yaml", f"exclude: ['{'*a' * 5000}b']\nper-file-ignores: {{'{'**a' * 5000}': [gpu]}}\n")]),
        "150 folders deep": lambda: single("a/" * 150 + "Modelfile", "FROM x\n"),
        "50,000 documents in YAML": lambda: single("k8s.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: ollama}\nspec: {containers: [{name: a, image: ollama/ollama}]}\n---\n" * (50 * K)),
        "long keys, INI": lambda: single("ollama.service", "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=" + " ".join(f"OLLAMA_A{i}=1" for i in range(200 * K)) + "\n"),
        "continued lines": lambda: single("ollama.service", "[Service]\nExecStart=/usr/bin/ollama serve \\\n" + "  a \\\n" * (300 * K)),
        "kernel command line": lambda: single("etc/default/grub", 'GRUB_CMDLINE_LINUX="' + "amd_iommu=on " * (300 * K) + '"\n# ollama\n'),
        "configuration": lambda: many([(".ollama-lint.yaml", "ignore: [" + "gpu, " * (100 * K) + "]\n"), ("Modelfile", "FROM x\n")]),
        "2,500 servers and clients, each published": lambda: single("compose.yaml", "services:\n" + "".join(f"  w{i}:\n    image: ghcr.io/open-webui/open-webui:main\n    environment: {{OLLAMA_BASE_URL: 'http://o{i * 7 % 2500}:11434'}}\n  o{i}:\n{image}    ports: ['{11000 + i}:11434']\n" for i in range(2500))),
        "8,000 addresses of one client": lambda: single("compose.yaml", "services:\n  w:\n    image: ghcr.io/open-webui/open-webui:main\n    environment:\n" + "".join(f"      X{i}: http://localhost:{i}\n" for i in range(8 * K))),
        "50,000 published ports": lambda: single("compose.yaml", f"services:\n  s:\n{image}    ports: [{', '.join(f'{i}:11434' for i in range(1, 50 * K))}]\n"),
        "20,000 volumes that are not declared": lambda: single("compose.yaml", f"services:\n  s:\n{image}    volumes: [{', '.join(f'v{i}:/root/.ollama' for i in range(20 * K))}]\n"),
        "100,000 defaults in each other": lambda: single("compose.yaml", f"services:\n  s:\n{image}    environment: {{OLLAMA_HOST: '{'${A:-' * (100 * K)}{'}' * (100 * K)}'}}\n"),
        "9,000 docker run": lambda: single("run.sh", "".join(f"docker run -d --name o{i} -p {i}:11434 -e OLLAMA_KEEP_ALIVE=5minutes ollama/ollama:0.32.15\n" for i in range(9 * K))),
        "1,500 Quadlets": lambda: many((f"o{i}.container", f"[Container]\nImage=docker.io/ollama/ollama:0.32.15\nPublishPort={i}:11434\n") for i in range(1500)),
        "3,500 Deployments": lambda: single("k8s.yaml", "".join(f"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: o{i}}}\nspec:\n  selector: {{matchLabels: {{app: o}}}}\n  template:\n    metadata: {{labels: {{app: o}}}}\n    spec: {{containers: [{{name: o, image: 'ollama/ollama:0.32.15'}}]}}\n" for i in range(3500))),
        "7,000 models of Continue": lambda: single(".continue/config.yaml", "name: x\nversion: 0.0.1\nschema: v1\nmodels:\n" + "".join(f"  - {{name: a{i % 100}, provider: ollama, model: 'qwen3:{i}b', apiBase: 'http://localhost:11434/v1'}}\n" for i in range(7 * K))),
        "14,000 providers of Codex": lambda: single(".codex/config.toml", "model_provider = 'o1'\n" + "".join(f"model_providers.o{i}.base_url = 'http://localhost:11434'\n" for i in range(14 * K))),
        "14,000 profiles of Codex": lambda: single(".codex/config.toml", "model_provider = 'ollama'\n[model_providers.ollama]\nbase_url = 'http://localhost:11434/v1'\n" + "".join(f"[profiles.p{i}]\nmodel = 'qwen3:{i}b'\n" for i in range(14 * K))),
        "2,000 keys of a ConfigMap in 2,000 Deployments": lambda: single("k8s.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n" + "".join(f"  OLLAMA_K{i}: v\n" for i in range(2 * K)) + "".join(f"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: o{i}}}\nspec:\n  selector: {{matchLabels: {{app: o{i}}}}}\n  template:\n    metadata: {{labels: {{app: o{i}}}}}\n    spec: {{containers: [{{name: o, image: 'ollama/ollama:0.32.15', envFrom: [{{configMapRef: {{name: c}}}}]}}]}}\n" for i in range(2 * K))),
        "6,000 services, each extends the last": lambda: single("compose.yaml", f"services:\n  s0:\n{image}" + "".join(f"  s{i}:\n    extends: {{service: s{i - 1}}}\n    environment: {{A{i}: b}}\n" for i in range(1, 6 * K))),
        "8,000 anchors, each merges the last": lambda: single("compose.yaml", "x-0: &x0 {A: 1}\n" + "".join(f"x-{i}: &x{i}\n  <<: *x{i - 1}\n  A{i}: 1\n" for i in range(1, 8 * K)) + f"services:\n  ollama:\n{image}    environment:\n      <<: *x7999\n      OLLAMA_KEEP_ALIVE: 5minutes\n"),
        "8,000 here-documents": lambda: single("run.sh", "".join(f"cat > Modelfile{i} <<E{i}\nFROM qwen3:8b\nPARAMETER num_ctx 32k\nE{i}\nollama create m{i} -f Modelfile{i}\n" for i in range(8 * K))),
        "6,000 fences": lambda: single("README.md", "# Ollama\n" + "`compose.yaml`:\n\n```yaml\nservices:\n  ollama:\n    image: ollama/ollama:0.32.15\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n```\n\n" * (6 * K)),
        "3,000 pods with a Service each": lambda: single("k8s.yaml", "---\n".join(f"apiVersion: v1\nkind: Service\nmetadata: {{name: o{i}}}\nspec: {{type: NodePort, selector: {{app: o{i}}}, ports: [{{port: 11434}}]}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {{name: o{i}, labels: {{app: o{i}}}}}\nspec: {{containers: [{{name: o, image: 'ollama/ollama:0.32.15'}}]}}\n" for i in range(3 * K))),
        "7,000 containers of NixOS": lambda: single("ollama.nix", "{\n" + "".join(f'virtualisation.oci-containers.containers.o{i} = {{ image = "ollama/ollama:0.32.15"; ports = [ "{i}:11434" ]; }};\n' for i in range(7 * K)) + "}\n"),
        "14,000 variables and ports of a Quadlet": lambda: single("ollama.container", "[Container]\nImage=docker.io/ollama/ollama:0.32.15\n" + "".join(f"Environment=OLLAMA_A{i}=5minutes\nPublishPort={i}:11434\n" for i in range(14 * K))),
        "80,000 variables read in one line": lambda: single("run.sh", "ollama serve " + "$OLLAMA_A " * (80 * K) + "\n"),
        "suppressions": lambda: single("Modelfile", "FROM qwen3:8b\n" + "# ollama-lint: ignore[model/x]\nPARAMETER num_ctx 32k\n" * (50 * K)),
    }
    wanted = os.environ.get("CASE", "")
    print(f"{'':44} {'s lint':>8} {'s --fix':>8} {'MiB':>7}")
    for name, make in cases.items():
        if wanted not in name:
            continue
        root = make()
        row = []
        for words in (["--severity", "info", "--format", "json", "--output", "/dev/null", "."], ["--diff", "--unsafe-fixes", "--severity", "info", "--output", "/dev/null", "."]):
            child = subprocess.Popen([BINARY, *words], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (150, 150)))
            _, status, usage = os.wait4(child.pid, 0)
            row.append((usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)))
        seconds = [part[0] for part in row]
        memory = max(part[1] for part in row)
        print(f"{name:44} {seconds[0]:8.1f} {seconds[1]:8.1f} {memory:7.0f}", flush=True)
        check(f"size, {name}", all(part[2] in (0, 1, 2) for part in row) and seconds[0] < 40 and seconds[1] < 140 and memory < 2048, row)
        subprocess.run(["rm", "-rf", root])


def main():
    parts = {"text": text, "secrets": secrets, "outside": outside, "doctor": doctor, "size": size}
    with tempfile.TemporaryDirectory() as base:
        for name in sys.argv[2:] or parts:
            parts[name](os.path.realpath(base))
    print(f"{len(failures)} bad")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
