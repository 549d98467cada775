"""Holds `doctor` against a small server that answers in the shapes of Ollama's API."""
import http.server
import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time

FILES = {
    "compose.yaml": 'services:\n  ollama:\n    image: ollama/ollama:0.31.2\n    gpus: all\n    environment:\n      OLLAMA_CONTEXT_LENGTH: "65536"\n'
    '    ports: ["127.0.0.1:11434:11434"]\n    volumes: ["m:/root/.ollama"]\nvolumes: { m: {} }\n',
    "coder.modelfile": "FROM gpt-oss:20b\nPARAMETER num_ctx 65536\nREQUIRES 0.99.0\n",
    "opencode.json": json.dumps({"provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434/v1"},
        "models": {"gpt-oss:20b": {}, "qwen3:8b": {}, "coder": {}}}}}),
}


class Ollama(http.server.BaseHTTPRequestHandler):
    asked, mode = [], "good"

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        if self.mode == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(body), 7):
                piece = body[start:start + 7]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def do_GET(self):
        self.asked.append(("GET", self.path))
        if self.mode == "silent":
            time.sleep(3)
        elif self.mode == "other":
            self.answer({"hello": "\x1b[31mworld"})
        elif self.path == "/api/version":
            self.answer({"version": "0.31.2"})
        elif self.path == "/api/tags":
            self.answer({"models": [{"name": "gpt-oss:20b"}, {"name": "coder:latest"}]})
        elif self.path == "/api/ps":
            self.answer({"models": [{"name": "gpt-oss:20b", "size": 16 << 30, "size_vram": 0, "context_length": 4096}]})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(("POST", self.path, json.loads(body)))
        self.answer({"parameters": "num_ctx                        8192\nstop \"x\""})

    def log_message(self, *arguments):
        pass


def main(binary):
    folder = tempfile.mkdtemp()
    os.mkdir(os.path.join(folder, ".git"))
    for name, text in FILES.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ollama)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d" % server.server_address[1]

    def doctor(*arguments, **options):
        return subprocess.run([binary, "doctor", *arguments], cwd=folder, capture_output=True, text=True, **options)

    for mode in ["good", "chunked"]:
        Ollama.mode = mode
        done = doctor("--host", url, "--format", "json")
        assert done.returncode == 1, done.stderr
        kinds = sorted((d["kind"], d["model"]) for d in json.loads(done.stdout)["differences"])
        assert kinds == [
            ("context-differs", "coder"), ("context-differs", "gpt-oss:20b"), ("layers-on-cpu", "gpt-oss:20b"),
            ("model-not-pulled", "qwen3:8b"), ("version-too-old", "coder"),
        ], kinds
    allowed = {("GET", "/api/version"), ("GET", "/api/tags"), ("GET", "/api/ps"), ("POST", "/api/show")}
    assert {a[:2] for a in Ollama.asked} <= allowed, Ollama.asked
    assert [a[2] for a in Ollama.asked if a[0] == "POST"] == [{"model": "coder"}] * 2
    assert "num_ctx" not in doctor("--host", url).stdout and "qwen3:8b" in doctor("--host", url).stdout
    Ollama.mode = "other"
    done = doctor("--host", url)
    assert done.returncode == 2 and "is not Ollama" in done.stderr and "\x1b" not in done.stderr, done.stderr
    Ollama.mode = "silent"
    before = time.time()
    done = doctor("--host", url, "--timeout", "1")
    assert done.returncode == 2 and "within 1 seconds" in done.stderr and time.time() - before < 2.5, done.stderr
    server.shutdown()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = doctor("--host", "127.0.0.1:%d" % port)
    assert done.returncode == 2 and "cannot connect to http://127.0.0.1:%d" % port in done.stderr, done.stderr
    assert doctor(env=dict(os.environ, OLLAMA_HOST="https://example.invalid")).returncode == 2
    shutil.rmtree(folder)
    return "missing model, context, processor, version; chunks, silence, no server, another program"
