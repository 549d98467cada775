"""Speaks the language server's protocol with it, as an editor does."""
import json
import os
import subprocess
import tempfile


class Client:
    def __init__(self, binary, folder):
        self.process = subprocess.Popen([binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.folder, self.number, self.diagnostics = folder, 0, {}

    def uri(self, name):
        return "file://" + os.path.join(self.folder, name)

    def frame(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def send(self, *messages):
        self.process.stdin.write(b"".join(map(self.frame, messages)))
        self.process.stdin.flush()

    def read(self):
        length = 0
        while True:
            line = self.process.stdout.readline().strip()
            if not line:
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.answer(self.number)

    def answer(self, number):
        while True:
            message = self.read()
            if message.get("id") == number:
                return message

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def settle(self, name):
        """The findings of a document, once a request behind its last change is answered."""
        self.request("textDocument/documentLink", {"textDocument": {"uri": self.uri(name)}})
        return self.diagnostics.get(self.uri(name), [])


def change(line, start, end, text):
    return {"range": {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}, "text": text}


def main(binary):
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        os.mkdir(os.path.join(folder, ".git"))
        with open(os.path.join(folder, "compose.yaml"), "w") as file:
            file.write(
                'services:\n  ollama:\n    image: ollama/ollama:0.31.2\n    gpus: all\n    restart: unless-stopped\n'
                '    ports: ["127.0.0.1:11434:11434"]\n    volumes: ["m:/root/.ollama"]\nvolumes: { m: {} }\n'
            )
        client = Client(binary, folder)
        capabilities = client.request("initialize", {"rootUri": "file://" + folder, "capabilities": {}})
        assert capabilities["result"]["capabilities"]["hoverProvider"]
        client.notify("initialized", {})

        # Findings while typing; a wide character before them counts as an editor counts.
        text = "FROM gpt-oss:20b\nPARAMETER num_ctx 64k\nSYSTEM \U0001f600 hi\nPARAMETER temprature 1\n"
        document = {"uri": client.uri("Modelfile"), "languageId": "modelfile", "version": 1, "text": text}
        client.notify("textDocument/didOpen", {"textDocument": document})
        found = client.settle("Modelfile")
        assert {d["code"] for d in found} == {"context/not-a-number", "model/unknown-parameter"}, found
        first = next(d for d in found if d["code"] == "context/not-a-number")
        assert first["range"] == {"start": {"line": 1, "character": 18}, "end": {"line": 1, "character": 21}}, first

        # A quick fix at its place, and all fixes at once.
        where = {"textDocument": {"uri": client.uri("Modelfile")}, "range": first["range"], "context": {"diagnostics": []}}
        actions = client.request("textDocument/codeAction", where)["result"]
        edits = actions[0]["edit"]["changes"][client.uri("Modelfile")]
        assert [e["newText"] for e in edits] == ["65536"], actions
        where["context"]["only"] = ["source.fixAll"]
        everything = client.request("textDocument/codeAction", where)["result"]
        assert len(everything[0]["edit"]["changes"][client.uri("Modelfile")]) == 2, everything

        # An edit of a few characters, after which one of the two is gone.
        version = {"uri": client.uri("Modelfile"), "version": 2}
        client.notify("textDocument/didChange", {"textDocument": version, "contentChanges": [change(1, 18, 21, "65536")]})
        found = client.settle("Modelfile")
        assert [d["code"] for d in found] == ["model/unknown-parameter"], found
        client.notify(
            "textDocument/didChange",
            {"textDocument": version, "contentChanges": [change(3, 10, 20, "temperature"), change(2, 7, 9, "\U0001f600\U0001f600")]},
        )
        assert client.settle("Modelfile") == []

        # What words mean, and what may be written.
        def at(name, line, character):
            return {"textDocument": {"uri": client.uri(name)}, "position": {"line": line, "character": character}}

        assert "Context length" in client.request("textDocument/hover", at("Modelfile", 1, 12))["result"]["contents"]["value"]
        assert "gpt-oss:20b" in client.request("textDocument/hover", at("Modelfile", 0, 8))["result"]["contents"]["value"]
        assert client.request("textDocument/hover", at("Modelfile", 2, 1))["result"]["contents"]["value"]
        labels = [i["label"] for i in client.request("textDocument/completion", at("Modelfile", 1, 10))["result"]["items"]]
        assert "num_ctx" in labels and "mirostat" not in labels, labels
        labels = [i["label"] for i in client.request("textDocument/completion", at("Modelfile", 0, 5))["result"]["items"]]
        assert "qwen2.5-coder:7b" in labels

        # A client's file rests on the server's: fixed there, it is refreshed here.
        config = json.dumps(
            {"provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434/v1"},
             "models": {"gpt-oss:20b": {"limit": {"context": 65536, "output": 8192}}}}}}, indent=2)
        client.notify("textDocument/didOpen", {"textDocument": {"uri": client.uri("opencode.json"), "languageId": "json", "version": 1, "text": config}})
        found = client.settle("opencode.json")
        assert [d["code"] for d in found] == ["context/too-small-for-agent"], found
        assert any(r["location"]["uri"].endswith("compose.yaml") for r in found[0]["relatedInformation"])
        links = client.request("textDocument/documentLink", {"textDocument": {"uri": client.uri("opencode.json")}})["result"]
        assert links and "compose.yaml#L" in links[0]["target"], links
        # What follows from all files, at the line: the context, and the server in another file.
        whole = {"textDocument": {"uri": client.uri("opencode.json")}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}}
        hints = [hint["label"] for hint in client.request("textDocument/inlayHint", whole)["result"]]
        assert any(hint.endswith(" tokens") for hint in hints), hints
        lenses = client.request("textDocument/codeLens", whole)["result"]
        assert [lens["command"]["title"] for lens in lenses] == ["\u2192 server ollama (compose.yaml)"], lenses
        assert lenses[0]["command"]["arguments"][0] == client.uri("compose.yaml"), lenses
        client.notify("workspace/didChangeConfiguration", {"settings": {"ollama-lint": {"inlayHints": False, "codeLenses": False}}})
        assert client.request("textDocument/inlayHint", whole)["result"] == []
        assert client.request("textDocument/codeLens", whole)["result"] == []
        compose = open(os.path.join(folder, "compose.yaml")).read().replace(
            "    gpus: all\n", '    gpus: all\n    environment:\n      OLLAMA_CONTEXT_LENGTH: "65536"\n')
        client.notify("textDocument/didOpen", {"textDocument": {"uri": client.uri("compose.yaml"), "languageId": "yaml", "version": 1, "text": compose}})
        assert client.settle("opencode.json") == []

        # A request that is taken back before it is answered, and a method that there is not.
        client.send(
            {"id": 900, "method": "textDocument/hover", "params": at("Modelfile", 1, 12)},
            {"method": "$/cancelRequest", "params": {"id": 900}},
        )
        assert client.answer(900).get("error", {"code": -32800})["code"] == -32800
        assert client.request("textDocument/rename", {})["error"]["code"] == -32601

        assert client.request("shutdown", None)["result"] is None
        client.notify("exit", None)
        assert client.process.wait(10) == 0
    return "diagnostics, quick fixes, fix all, incremental changes, hover, completion, links, hints, lenses, other files, cancellation"
