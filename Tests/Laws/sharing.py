#!/usr/bin/env python3
"""The law of sharing, over generated files: what a fix does not speak of stays what it means.

    Tests/Laws/sharing.py BINARY [FILES] [SEED] [KIND ...]

Kinds: compose (the default kind of most of the files), scripts, mounts, project, units, configmap, opencode, codex, creations, helm.

Each Compose file has services that share parts by anchors, aliases, merge keys (also of several mappings), redefined anchors,
`extends` and files of variables; some run Ollama, some Open WebUI, and some have nothing to do with either. All fixes are
applied, the unsafe ones too. PyYAML judges, with every alias and merge key expanded: services that are not about models
mean what they meant, the root gains at most declarations of volumes, and files of variables that others read are as they
were. What a fix brings to light is for the next run; the third changes nothing.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import tomllib

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

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
        run()
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
            return f"a third run changes it again\n{text}\n--- became\n{fixed}\n--- became\n{open(folder + '/compose.yaml').read()}"
    return "" if fixed == text else "fixed"


# MARK: other ways of sharing

def fixed(binary, files):
    """The files after all fixes, and whether a second run leaves them."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/.git")
        for name, text in files.items():
            tool.write(folder, name, text)

        def run():
            code = subprocess.run([binary, "--fix", *FLAGS, "."], cwd=folder, capture_output=True, timeout=120).returncode
            if code not in (0, 1):
                raise ValueError(f"ended with {code}")
            return {name: data.decode() for name, data in tool.snapshot(folder).items()}

        run()
        first = run()
        if run() != first:
            raise ValueError("a third run changes it again")
        return first


def value(random_, name):
    return random_.choice(dict((n, v) for n, v in VARIABLES)[name]).strip('"')


def project(random_):
    """Variables of `.env` that Compose puts into several services."""
    names = random_.sample(["OLLAMA_KEEP_ALIVE", "OLLAMA_CONTEXT_LENGTH", "OLLAMA_NUM_PARALEL"], 2)
    env = {"KEEP": value(random_, names[0]), "SIZE": value(random_, names[1]), names[0]: value(random_, names[0])}
    def service(name, image, variables, file):
        return (f"  {name}:\n    image: {image}\n    environment: {{" + ", ".join(f"{k}: '{v}'" for k, v in variables.items()) + "}\n"
                + ("    env_file: .env\n" if file else ""))
    text = ("services:\n" + service("ollama", "ollama/ollama:0.32.15", {names[0]: "${KEEP}", names[1]: "${SIZE:-4k}"}, random_.random() < 0.3)
            + service("db", "acme/db", {"STATEMENT_TIMEOUT": "${KEEP}", "A": "${SIZE}", "B": "x"}, random_.random() < 0.5))
    files = {"compose.yaml": text, ".env": "".join(f"{k}={v}\n" for k, v in env.items())}

    def meaning(files):
        env = dict(line.split("=", 1) for line in files[".env"].splitlines() if "=" in line and not line.startswith("#"))
        service = yaml.safe_load(files["compose.yaml"])["services"]["db"]
        seen = {k: re.sub(r"\$\{(\w+)(?::-([^}]*))?\}", lambda m: env.get(m[1]) or m[2] or "", str(v)) for k, v in service["environment"].items()}
        return {**service, "environment": seen, "file": env if "env_file" in service else None}
    return files, meaning


def units(random_):
    """Units that read one file, templates, and drop-ins of other units."""
    shared = {"OLLAMA_KEEP_ALIVE": "5minutes", "STATEMENT": "5minutes", "OLLAMA_CONTEXT_LENGTH": "64k"}
    files = {
        "etc/default/shared": "".join(f"{k}={v}\n" for k, v in shared.items()),
        "etc/systemd/system/ollama@.service": "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironmentFile=/etc/default/shared\n",
        "etc/systemd/system/ollama@a.service.d/a.conf": "[Service]\nEnvironment=OLLAMA_KEEP_ALIVE=9minutes\n",
        "etc/systemd/system/acme@.service": "[Service]\nExecStart=/usr/bin/acme\n" + ("EnvironmentFile=/etc/default/shared\n" if random_.random() < 0.7 else "")
            + "Environment=STATEMENT=5minutes \"OLLAMA_KEEP_ALIVE=5minutes\"\n",
        "etc/systemd/system/acme@b.service.d/b.conf": "[Service]\nEnvironment=OLLAMA_CONTEXT_LENGTH=64k\n",
        "etc/systemd/system/service.d/all.conf": "[Service]\nEnvironment=TIMEOUT=5minutes\n",
    }

    def meaning(files):
        acme = {k: v for k, v in files.items() if "acme" in k or "service.d/all" in k and "@" not in k}
        reads = "EnvironmentFile" in files["etc/systemd/system/acme@.service"]
        return acme, files["etc/default/shared"] if reads else None
    return files, meaning


def configmap(random_):
    """A ConfigMap that two pods take their variables from."""
    data = {"OLLAMA_KEEP_ALIVE": "5minutes", "STATEMENT": "5minutes", "OLLAMA_CONTEXT_LENGTH": "64k"}
    keys = random_.random() < 0.5
    def env(all_):
        if all_:
            return "envFrom: [{configMapRef: {name: shared}}]"
        return "env: [{name: OLLAMA_KEEP_ALIVE, valueFrom: {configMapKeyRef: {name: shared, key: OLLAMA_KEEP_ALIVE}}}]"
    def pod(name, image):
        return (f"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec:\n  selector: {{matchLabels: {{app: {name}}}}}\n  template:\n"
                f"    metadata: {{labels: {{app: {name}}}}}\n    spec:\n      containers:\n        - name: {name}\n          image: {image}\n          {env(keys)}\n")
    text = ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {" + ", ".join(f"{k}: {v}" for k, v in data.items()) + "}\n"
            + pod("ollama", "ollama/ollama:0.32.15") + pod("acme", "acme/worker"))

    def meaning(files):
        documents = list(yaml.safe_load_all(files["k.yaml"]))
        acme = [d for d in documents if d["metadata"]["name"] == "acme"]
        data = documents[0]["data"]
        return acme, data if keys else data["OLLAMA_KEEP_ALIVE"]
    return {"k.yaml": text}, meaning


def opencode(random_):
    """Options of a provider that several models use, beside providers that are about something else."""
    local = {"npm": "@ai-sdk/openai-compatible", "options": {"baseURL": random_.choice(["http://localhost:11434", "http://localhost:11434/v1"]), "timeout": 60},
             "models": {"qwen3:8b": {"limit": {"context": random_.choice([4096, 999999]), "output": 9999999}}, "x": {}}}
    other = {"npm": "@ai-sdk/openai", "options": {"baseURL": "https://api.example.com", "timeout": 60}, "models": {"gpt": {"limit": {"context": 999999, "output": 9999999}}}}
    text = json.dumps({"model": random_.choice(["ollama/qwen3:8b", "other/gpt"]), "provider": {"ollama": local, "other": other},
                       "agent": {"a": {"model": "other/gpt", "tools": {"x": True}}}, "theme": "dark"}, indent=random_.choice([None, 2]))

    def meaning(files):
        data = json.loads(files["opencode.json"])
        return data["provider"]["other"], data["agent"]["a"], data["theme"], sorted(data["provider"]["ollama"]["models"])
    return {"opencode.json": text}, meaning


def codex(random_):
    text = ('model = "qwen3:8b"\nmodel_provider = "o"\napproval_policy = "never"\n[model_providers.o]\n'
            + random_.choice(['name = "x"\n', ""]) + f'base_url = "http://localhost:11434{random_.choice(["", "/v1"])}"\nwire_api = "{random_.choice(["chat", "responses"])}"\n'
            + '[model_providers.azure]\nname = "Azure"\nbase_url = "https://x.example.com"\nwire_api = "responses"\n[profiles.work]\nmodel = "gpt-5"\nmodel_provider = "azure"\nmodel_context_window = 400000\n[tui]\ntheme = "dark"\n')

    def meaning(files):
        data = tomllib.loads(files[".codex/config.toml"])
        return data["model_providers"]["azure"], data["profiles"], data["tui"], data["approval_policy"]
    return {".codex/config.toml": text}, meaning


def creations(random_):
    """A Modelfile that two models are made from, of which a client uses one."""
    files = {
        "Modelfile": "FROM qwen3:8b\nPARAMETER temperature 0.7\n",
        "create.sh": "#!/bin/sh\nollama create coder -f Modelfile\nollama create chat -f Modelfile\n",
        "opencode.json": json.dumps({"model": "ollama/" + random_.choice(["coder", "chat"]), "provider": {"ollama": {
            "npm": "@ai-sdk/openai-compatible", "options": {"baseURL": "http://localhost:11434/v1"}, "models": {"coder": {"tool_call": True}}}}}),
    }
    return files, lambda files: files["Modelfile"]


def helm(random_):
    values = ("shared: &env\n  OLLAMA_KEEP_ALIVE: 5minutes\n  STATEMENT: 5minutes\nollama:\n  image: {repository: ollama/ollama, tag: 0.32.15}\n"
              "  extraEnv:\n    - {name: OLLAMA_KEEP_ALIVE, value: 5minutes}\n  env: *env\n"
              "postgresql:\n  image: {repository: postgres}\n  env: *env\n  extraEnv:\n    - {name: OLLAMA_KEEP_ALIVE, value: 5minutes}\n  persistence: {enabled: false}\n")
    files = {"Chart.yaml": "apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies:\n  - {name: ollama, version: 1.0.0, repository: https://otwld.github.io/ollama-helm/}\n", "values.yaml": values}

    def meaning(files):
        data = yaml.safe_load(files["values.yaml"])
        return data["postgresql"], data["shared"]
    return files, meaning


def scripts(random_):
    """A file of variables that a script's Ollama takes, and often other programs too, each in a way of its own."""
    name = random_.choice([".env", "ollama.env"])
    variables = "OLLAMA_KEEP_ALIVE=5minutes\nOLLAMA_CONTEXT_LENGTH=64k\n" + random_.choice(["", "STATEMENT=5minutes\n", "OLLAMA_NUM_PARALEL=2\n"])
    own = f"docker run -d --env-file {name} -v o:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15\n"
    other = f"docker run -d --env-file {name} acme/db\n"
    ways = [
        {"run.sh": other}, {"run.sh": f". ./{name}\npsql -v t=$OLLAMA_KEEP_ALIVE -v c=$OLLAMA_CONTEXT_LENGTH -v n=$OLLAMA_NUM_PARALEL\n"},
        {"db.sh": other}, {"db.ps1": other}, {"Makefile": "db:\n\t" + other}, {"db/compose.yaml": f"services: {{db: {{image: acme/db, env_file: ../{name}}}}}\n"},
        {"compose.yaml": f"services:\n  db:\n    image: acme/db\n    env_file:\n      - {name}\n"},
        {"db.service": f"[Service]\nEnvironmentFile=%h/{name}\nExecStart=/usr/bin/db\n"},
        {"kustomization.yaml": f"configMapGenerator: [{{name: db, envs: [{name}]}}]\n"},
        {"playbook.yml": f"- hosts: all\n  tasks:\n    - community.docker.docker_container: {{name: db, image: acme/db, env_file: {name}}}\n"},
    ]
    files = {name: variables, "run.sh": own}
    shared = random_.sample(ways, random_.choice([0, 1, 1, 2]))
    for way in shared:
        for path, text in way.items():
            files[path] = text + files[path] if random_.random() < 0.5 and path in files else files.get(path, "") + text
    return files, lambda files: files[name] if shared else None


def mounts(random_):
    """A ConfigMap that Ollama takes its variables from, and another container a file, or all of it."""
    key = random_.choice(["OLLAMA_KEEP_ALIVE", "init.sql", None])
    ways = {"whole": ("", ""), "items": (f", items: [{{key: {key}, path: x}}]", ""), "subPath": ("", f", subPath: {key}")}
    items, sub = ways["whole" if key is None else random_.choice(["items", "subPath"])]
    volume = random_.choice(["shared", "files"])
    text = ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {OLLAMA_KEEP_ALIVE: 5minutes, init.sql: '5minutes'}\n---\n"
            f"apiVersion: v1\nkind: Pod\nmetadata: {{name: o}}\nspec:\n  volumes:\n    - {{name: {volume}, configMap: {{name: shared{items}}}}}\n  containers:\n"
            "    - {name: o, image: 'ollama/ollama:0.32.15', envFrom: [{configMapRef: {name: shared}}]}\n"
            f"    - {{name: acme, image: acme/db, volumeMounts: [{{name: {volume}, mountPath: /etc/x{sub}}}]}}\n")

    def meaning(files):
        documents = list(yaml.safe_load_all(files["k.yaml"]))
        data = documents[0]["data"]
        return [c for c in documents[1]["spec"]["containers"] if c["name"] == "acme"], data if key is None else data[key]
    return {"k.yaml": text}, meaning


KINDS = {"scripts": scripts, "mounts": mounts, "project": project, "units": units, "configmap": configmap, "opencode": opencode, "codex": codex, "creations": creations, "helm": helm}


def judge_other(binary, seed, kind):
    files, meaning = KINDS[kind](random.Random(seed))
    try:
        after = fixed(binary, files)
        if meaning(after) != meaning(files):
            return f"{kind}: what is not spoken of changed\n{meaning(files)}\n{meaning(after)}"
    except (ValueError, KeyError, IndexError, yaml.YAMLError) as error:
        return f"{kind}: {error!r}\n{files}"
    return "" if after == files else "fixed"


def main():
    binary = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    kinds = sys.argv[4:] or ["compose"] * 14 + list(KINDS)
    totals = {}
    broken = []
    for seed in range(start, start + count):
        kind = kinds[seed % len(kinds)]
        result = judge(binary, seed) if kind == "compose" else judge_other(binary, seed, kind)
        if result is None:
            continue
        judged, changed = totals.get(kind, (0, 0))
        totals[kind] = (judged + 1, changed + (result == "fixed"))
        if result and result != "fixed":
            broken.append(seed)
            print(f"seed {seed}: {result}\n", flush=True)
    for kind, (judged, changed) in sorted(totals.items()):
        print(f"{kind}: {judged} generated, {changed} of them fixed")
    print(f"{len(broken)} broke the law {broken[:10]}")
    sys.exit(1 if broken else 0)


main()
