#!/usr/bin/env python3
"""The law of sharing, over generated Compose files: what a fix does not speak of stays what it means.

    Tests/Laws/sharing.py BINARY [FILES] [SEED]

Each file has services that share parts by anchors, aliases, merge keys (also of several mappings), redefined anchors,
`extends` and files of variables; some run Ollama, some Open WebUI, and some have nothing to do with either. All fixes are
applied, the unsafe ones too. PyYAML judges, with every alias and merge key expanded: services that are not about models
mean what they meant, the root gains at most declarations of volumes, and files of variables that others read are as they
were. A second run changes nothing.
"""
import os
import random
import subprocess
import sys
import tempfile

import yaml

FLAGS = ["--unsafe-fixes", "--severity", "info", "--fail-on", "never", "--gpu", "RTX 3070", "--no-progress", "--quiet"]
OWN = ("ollama/ollama", "open-webui")
VARIABLES = [
    ("OLLAMA_CONTEXT_LENGTH", ["64k", '"65536"', "8192"]), ("OLLAMA_KEEP_ALIVE", ["5minutes", "5m", "1d"]),
    ("OLLAMA_HOST", ["127.0.0.1", "0.0.0.0", "http://localhost:11434"]), ("OLLAMA_BASE_URL", ["http://localhost:11434"]),
    ("OLLAMA_NUM_PARALEL", ["2"]), ("STATEMENT_TIMEOUT", ["5minutes"]), ("OLLAMA_MAX_VRAM", ["8000"]),
]
IMAGES = ["ollama/ollama:0.32.15", "ollama/ollama", "ghcr.io/open-webui/open-webui:main", "postgres:16", "acme/db", "busybox"]
PARTS = {
    "ports": ['["127.0.0.1:11434:11434"]', '["11434:11434"]', '["5432:5432"]'],
    "volumes": ['["cache:/cache"]', '["o:/root/.ollama"]'], "restart": ["always", '"no"'],
    "deploy": ["{resources: {limits: {memory: 8G}}}", "{replicas: 1}"], "extra_hosts": ['["a:10.0.0.1"]'],
}


class File:
    def __init__(self, random):
        self.random, self.anchors, self.lines = random, {}, []

    def shared(self, kind, text):
        """A text as it is, with an anchor, or an alias of an earlier one of its kind."""
        known = self.anchors.setdefault(kind, [])
        if known and self.random.random() < 0.4:
            return "*" + self.random.choice(known)
        if self.random.random() < 0.4:
            # Now and then under a name that is taken.
            name = self.random.choice(known) if known and self.random.random() < 0.3 else f"{kind}{len(known)}"
            known.append(name)
            return f"&{name} {text}"
        return text

    def environment(self):
        chosen = self.random.sample(VARIABLES, self.random.randint(1, 3))
        if self.random.random() < 0.3:
            return self.shared("list", "[" + ", ".join(f'"{n}={self.random.choice(v).strip(chr(34))}"' for n, v in chosen) + "]")
        known = self.anchors.get("env", [])
        merge = f"<<: *{self.random.choice(known)}, " if known and self.random.random() < 0.3 else ""
        return self.shared("env", "{" + merge + ", ".join(f"{n}: {self.random.choice(v)}" for n, v in chosen) + "}")

    def service(self, name, names):
        known = self.anchors.setdefault("svc", [])
        anchor = ""
        if self.random.random() < 0.3:
            anchor = f" &svc{len(known)}"
        self.lines.append(f"  {name}:{anchor}")
        if known and self.random.random() < 0.35:
            both = self.random.sample(known, min(len(known), self.random.choice([1, 1, 2])))
            self.lines.append("    <<: " + ("*" + both[0] if len(both) == 1 else "[" + ", ".join("*" + b for b in both) + "]"))
        if anchor:
            known.append(anchor[2:])
        if names and self.random.random() < 0.15:
            self.lines.append(f"    extends: {self.random.choice(names)}")
        self.lines.append("    image: " + self.random.choice(IMAGES))
        if self.random.random() < 0.7:
            self.lines.append("    environment: " + self.environment())
        for key, texts in PARTS.items():
            if self.random.random() < 0.35:
                self.lines.append(f"    {key}: " + self.shared(key, self.random.choice(texts)))
        if self.random.random() < 0.15:
            self.lines.append("    env_file: shared.env")

    def text(self):
        if self.random.random() < 0.5:
            self.lines.append("x-env: " + self.environment())
        self.lines.append("services:")
        names = []
        for index in range(self.random.randint(2, 5)):
            self.service(f"s{index}", names)
            names.append(f"s{index}")
        self.lines.append("volumes: {o: , cache: }")
        return "\n".join(self.lines) + "\n"


def foreign(data):
    """Services that are about no model, with all that they take from others."""
    services = data["services"]

    def variables(service):
        environment = service.get("environment")
        if isinstance(environment, list):
            environment = dict(str(item).partition("=")[::2] for item in environment)
        return environment or {}

    def whole(name, seen=()):
        service = dict(services[name])
        base = service.pop("extends", None)
        if base and base in services and base not in seen:
            below = whole(base, seen + (name,))
            service = {**below, **service, "environment": {**variables(below), **variables(service)}}
        return service

    def without_address(service):
        """Whatever program it is, the address at which it looks for Ollama may be corrected."""
        kept = {k: str(v) for k, v in variables(service).items() if k not in ("OLLAMA_BASE_URL", "OLLAMA_HOST")}
        # A client of Ollama gains the name of its host.
        if len(kept) < len(variables(service)):
            service = {k: v for k, v in service.items() if k != "extra_hosts"}
        return {**service, "environment": kept}

    return {n: without_address(whole(n)) for n in services if not any(own in str(whole(n).get("image")) for own in OWN)}


def judge(binary, seed):
    random_ = random.Random(seed)
    text = File(random_).text()
    try:
        before = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    variables = "OLLAMA_KEEP_ALIVE=5minutes\nSTATEMENT_TIMEOUT=5minutes\n"
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/.git")
        open(folder + "/compose.yaml", "w").write(text)
        open(folder + "/shared.env", "w").write(variables)
        run = lambda: subprocess.run([binary, "--fix", *FLAGS, "."], cwd=folder, capture_output=True, timeout=120)
        code = run().returncode
        fixed = open(folder + "/compose.yaml").read()
        shared = open(folder + "/shared.env").read()
        if code not in (0, 1):
            return f"ended with {code}"
        try:
            after = yaml.safe_load(fixed)
        except yaml.YAMLError as error:
            return f"does not read any more: {error}\n{fixed}"
        old, new = foreign(before), foreign(after)
        if old != new:
            return f"another service changed: {[n for n in old if old[n] != new.get(n)]}\n{text}\n--- became\n{fixed}"
        if {k for k in after if not k.startswith("x-")} - {"volumes"} != {k for k in before if not k.startswith("x-")} - {"volumes"}:
            return f"the root has other keys\n{fixed}"
        # What a service sets itself wins over the file.
        if shared != variables and any("env_file" in s and "OLLAMA_KEEP_ALIVE" not in s["environment"] for s in old.values()):
            return f"a file of variables that another service reads changed\n{text}"
        run()
        if open(folder + "/compose.yaml").read() != fixed:
            return f"a second run changes it again\n{text}\n--- became\n{fixed}\n--- became\n{open(folder + '/compose.yaml').read()}"
    return "" if fixed == text else "fixed"


def main():
    binary = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    fixed = judged = 0
    broken = []
    for seed in range(start, start + count):
        result = judge(binary, seed)
        if result is None:
            continue
        judged += 1
        if result == "fixed":
            fixed += 1
        elif result:
            broken.append(seed)
            print(f"seed {seed}: {result}\n")
    print(f"{judged} generated files, {fixed} of them fixed, {len(broken)} broke the law {broken[:10]}")
    sys.exit(1 if broken else 0)


main()
