#!/usr/bin/env python3
"""Generates files for every combination of machine, topology, client and preference, and holds them to their laws.

    Tests/Matrix/run.py BINARY [SCHEMAS]

For each combination: `init` ends well and writes the same bytes twice; the linter finds nothing, not even at the level
of information; `init --check` finds no drift; `fit` over the folder agrees with what was said to fit. A model on
ollama.com is named where a model was asked for that is too large for every machine here, and nowhere else. Every distinct
file is read by another program where one is at hand: PyYAML, json, tomllib, expat, `sh -n`, virt-xml-validate; with a
folder of published schemas also by jsonschema.
"""
import collections
import concurrent.futures
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.parsers.expat

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

MACHINES = [
    ("none", "16GiB"), ("RTX 3070", "30GiB"), ("RTX 3060 12GB", "32GiB"), ("RTX 4060 Ti 16GB", "32GiB"),
    ("RTX 4090", "64GiB"), ("RTX 5090", "64GiB"), ("2x RTX 3090", "128GiB"), ("RX 7900 XTX", "64GiB"),
    ("M3 Max 64GB", "64GiB"), ("RTX PRO 6000 Blackwell Workstation Edition", "256GiB"),
]
SCHEMAS = {
    "opencode.json": "opencode-config", "compose.yaml": "compose-spec", ".continue/config.yaml": "continue-config",
    ".aider.conf.yml": "aider-conf", ".codex/config.toml": "codex-config", "crush.json": "crush",
    ".claude/settings.json": "claude-code-settings", ".claude/settings.remote.json": "claude-code-settings",
}
# Too large for every machine above.
LARGE = ["--model", "llama3.1:405b"]


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)


def combine(binary, machine, topology, clients, preference, wish):
    """What is wrong with one combination, and the files that it makes."""
    gpu, ram = machine
    described = ["--gpu", gpu, "--ram", ram]
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        folders = [os.path.join(scratch, name) for name in ("a", "b")]
        made = []
        for folder in folders:
            os.makedirs(os.path.join(folder, ".git"))
            done = run(
                binary, "init", "--topology", topology, "--harness", ",".join(clients), "--prefer", preference,
                *described, *wish, cwd=folder)
            if done.returncode != 0 or "no place for" in done.stdout:
                return [f"init ended with {done.returncode}: {done.stderr or done.stdout}"], {}
            made.append(tool.snapshot(folder))
        if made[0] != made[1]:
            problems.append("two runs differ")
        folder = folders[0]
        remote = sorted(name for name, data in made[0].items() if b":cloud" in data)
        if wish and not {"README.md", "create-models.sh"} <= set(remote):
            problems.append("no remote model, though one was needed")
        if remote and not wish:
            problems.append(f"a remote model that nobody asked for in {', '.join(remote)}")
        linted = run(binary, ".", "--severity", "info", "--fail-on", "info", cwd=folder)
        if linted.returncode != 0:
            problems.append("the linter says: " + linted.stdout[:600])
        checked = run(binary, "init", "--check", cwd=folder)
        if checked.returncode != 0:
            problems.append("drift: " + checked.stdout + checked.stderr)
        spills = b"is larger than the GPU" in made[0].get(".ollama-lint.yaml", b"")
        fit = run(binary, "fit", "--format", "json", cwd=folder)
        report = json.loads(fit.stdout)
        if not report["models"]:
            problems.append("fit finds no model")
        whole = all(model["placement"]["fits"] == "entirely" for model in report["models"])
        loads = all(model["placement"]["fits"] != "no" for model in report["models"])
        if not loads:
            problems.append("fit says that it does not load")
        if gpu != "none" and not spills and (not whole or (report.get("together") or {}).get("fits") is False):
            problems.append("fit does not agree that it fits: " + fit.stdout[:400])
    return problems, made[0]


def judge(name, data, schemas, scratch):
    """What another program says against a file; None where none is at hand."""
    text = data.decode()
    value = None
    if name.endswith((".yaml", ".yml")):
        try:
            import yaml
        except ImportError:
            return None
        values = list(yaml.safe_load_all(text))
        value = values[0]
    elif name.endswith(".json"):
        value = json.loads(text)
    elif name.endswith(".toml"):
        try:
            import tomllib
        except ImportError:
            return None
        value = tomllib.loads(text)
    elif name.endswith(".xml"):
        xml.parsers.expat.ParserCreate().Parse(data, True)
        if shutil.which("virt-xml-validate"):
            path = os.path.join(scratch, "domain.xml")
            open(path, "wb").write(data)
            done = run("virt-xml-validate", path, "domain", cwd=scratch)
            return done.stderr + done.stdout if done.returncode else ""
    elif name.endswith(".sh"):
        path = os.path.join(scratch, "script.sh")
        open(path, "wb").write(data)
        return run("sh", "-n", path, cwd=scratch).stderr
    else:
        return None
    schema = schemas.get(SCHEMAS.get(name))
    if schema is not None:
        import jsonschema

        kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
        try:
            errors = list(kind(schema).iter_errors(value))
        except jsonschema.exceptions.UnknownType as mistake:
            return f"unusable schema: {mistake.type}"
        return "; ".join(f"{list(e.absolute_path)}: {e.message[:200]}" for e in errors)
    return ""


def alone(schema):
    """A schema without what it refers to in other people's files, which would have to be fetched."""
    if isinstance(schema, list):
        return [alone(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: alone(value) for key, value in schema.items()
        if not (key == "$ref" and isinstance(value, str) and value.startswith("http"))
    }


def published(folder):
    """Schemas by what their files are called before the first dot, the newest of each."""
    found = {}
    for name in sorted(os.listdir(folder)) if folder else []:
        if name.endswith(".json"):
            found[re.split(r"\.", name)[0]] = alone(json.load(open(os.path.join(folder, name))))
    return found


def main():
    binary = os.path.abspath(sys.argv[1])
    schemas = published(sys.argv[2] if len(sys.argv) > 2 else None)
    every, topologies = list(tool.choices(binary, "init", "harness")), tool.choices(binary, "init", "topology")
    sets = [[client] for client in every] + [["continue", "open-webui"], every]
    jobs = [
        (machine, topology, clients, preference, [])
        for machine, topology, clients, preference in itertools.product(MACHINES, topologies, sets, ("speed", "quality"))
        # A Mac gives its GPU to no container and no guest.
        if not machine[0].startswith("M") or topology == "native"
    ]
    jobs += [
        (machine, topology, clients, "speed", LARGE)
        for machine, topology, clients, preference, _ in jobs
        # Every client somewhere, and all of them everywhere.
        if preference == "speed" and (topology == "native" or clients == every)
    ]
    failed, texts = 0, collections.OrderedDict()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for job, (problems, files) in zip(jobs, pool.map(lambda job: combine(binary, *job), jobs)):
            for problem in problems:
                print(f"{job[0][0]}, {job[1]}, {'+'.join(job[2])}, {' '.join([job[3]] + job[4])}: {problem}")
            failed += bool(problems)
            for name, data in files.items():
                texts.setdefault((name, hashlib.sha256(data).hexdigest()), data)
    judged, unread, refused = 0, 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for (name, _), data in texts.items():
            verdict = judge(name, data, schemas, scratch)
            if verdict is None or verdict.startswith("unusable schema"):
                unread += 1
            elif verdict:
                refused += 1
                print(f"{name}: {verdict}\n{data.decode()[:400]}")
            else:
                judged += 1
    print(f"{len(jobs)} combinations, {failed} with problems")
    print(f"{len(texts)} distinct files: {judged} accepted by another program, {refused} refused, {unread} without one")
    print(f"schemas: {', '.join(sorted(schemas)) or 'none given'}")
    sys.exit(1 if failed or refused else 0)


main()
