#!/usr/bin/env python3
"""The laws of fixing, over Fixtures and any other folder, with other people's parsers as judges.

    Tests/Laws/run.py BINARY [FOLDER ...]

Each folder is taken as it is and as one repository. What --diff prints is what --fix does (applied with patch); fixing
twice changes nothing; the order in which files are named and the number of threads change nothing; files with Windows
line endings are fixed alike; comments, a mark at the start, line endings and the end of the last line stay; every fixed
JSON, YAML, TOML and XML file still reads (json, PyYAML, tomllib, expat), and its values differ only where it was fixed.
Of every folder below that holds a case of its own (`fires/CASE`, or the folder itself), each safe fix by itself removes
its finding and brings up none that is worse: what it hid, being as bad, may come to light.

The same is asked of what `init` writes for every place to run and every client, once as it is, where nothing may be
fixed, and once as a hand in a hurry leaves it (SPOILT).
"""
import collections
import concurrent.futures
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

FLAGS = ["--unsafe-fixes", "--severity", "info", "--fail-on", "never"]

# What is changed in generated files by somebody who means well: each has fixes of its own.
SPOILT = [
    (rb"OLLAMA_CONTEXT_LENGTH", rb"OLLAMA_CONTEXT_LENGHT"), (rb"num_ctx (\d+)", rb"num_ctx 64k"),
    (rb"(?<!\d)127\.0\.0\.1(?=:\d)", rb"0.0.0.0"), (rb":11434/v1", rb":11434"), (rb"(\"context\": )\d+", rb"\g<1>524288"),
    (rb"(contextLength: )\d+", rb"\g<1>524288"), (rb"(max_tokens\": )\d+", rb"\g<1>524288"), (rb"http://ollama:", rb"http://localhost:"),
    (rb"(?m)^ *restart: .*\n", rb""), (rb"(?m)^Restart=.*\n", rb""), (rb"hugepages", rb"hugepage"),
    (rb"(?m)^( *num_ctx: )\d+$", rb"\g<1>2048"), (rb"TASK_MODEL: \"", rb'TASK_MODEL: "missing-'),
]


def plain(text):
    """JSON without its comments and trailing commas; strings are left alone."""
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda m: m[1] or "", text, flags=re.S)
    return re.sub(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', lambda m: m[1] or "", text)


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + (str(key),))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path + ("*",))
    else:
        yield path, repr(value)


def elements(element):
    """An element of XML as a mapping, in the order of its children."""
    value = {"@" + name: text for name, text in element.attrib.items()}
    value["text"] = (element.text or "").strip()
    return {element.tag: [value, *map(elements, element)]}


def read(name, data):
    if name.endswith(".toml"):
        return [tomllib.loads(data.decode("utf-8-sig"))]
    if name.endswith(".xml"):
        return [elements(xml.etree.ElementTree.fromstring(data))]
    text = data.decode("utf-8-sig")
    if name.endswith((".json", ".jsonc")):
        return [json.loads(plain(text))]
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: node.value if isinstance(node, yaml.ScalarNode) else None)
    return list(yaml.load_all(text, Loader=Loader))


JUDGED = (".json", ".jsonc", ".yaml", ".yml", ".toml", ".xml")


def differing(before, after):
    """Values of the one that the other does not have, at any place of a list."""
    old, new = (collections.Counter(leaves(value)) for value in (before, after))
    return sorted((old - new).elements()), sorted((new - old).elements())


def run(binary, *words, cwd):
    return subprocess.run([binary, *words], cwd=cwd, capture_output=True)


def comments(name, data):
    """Lines that are nothing but a comment."""
    sign = (b"//",) if name.endswith((".json", ".jsonc")) else (b"<!--",) if name.endswith(".xml") else (b"#",)
    return sorted(line.strip() for line in data.splitlines() if line.strip().startswith(sign) and b"ollama-lint:" not in line)


class Laws:
    def __init__(self, binary):
        self.binary, self.broken = binary, []
        self.files = self.changed = self.judged = self.single = 0

    def demand(self, is_kept, law):
        if not is_kept:
            self.broken.append(law)

    def judge(self, where, path, before, after, limit=(12, 24)):
        """What a parser of somebody else makes of a file before and after."""
        if not path.endswith(JUDGED):
            return
        try:
            old = read(path, before)
        except Exception:
            return
        self.judged += 1
        try:
            gone, come = differing(old, read(path, after))
        except Exception as error:
            self.broken.append(f"{where}/{path}: does not read any more: {error}")
            return
        self.demand(len(gone) <= limit[0] and len(come) <= limit[1], f"{where}/{path}: {len(gone)} values went and {len(come)} came: {gone[:4]} {come[:4]}")

    def untouched(self, where, path, before, after):
        """Bytes that no fix is about."""
        kept = set(comments(path, after))
        lost = [line for line in comments(path, before) if line not in kept]
        self.demand(not lost, f"{where}/{path}: comments are lost: {lost[:3]}")
        self.demand(before.startswith(b"\xef\xbb\xbf") == after.startswith(b"\xef\xbb\xbf"), f"{where}/{path}: the mark at the start is another")
        if before and after and b"\n" in before:
            self.demand(before.endswith(b"\n") == after.endswith(b"\n"), f"{where}/{path}: the end of the last line is another")
            windows = before.count(b"\r\n") == before.count(b"\n")
            self.demand(not windows or after.count(b"\r\n") == after.count(b"\n"), f"{where}/{path}: the line endings are others")
            self.demand(b"\r" in before or b"\r" not in after, f"{where}/{path}: Windows' line endings came in")

    def folder(self, folder, is_repository, where=None):
        where = where or folder + (" as one repository" if is_repository else "")
        ignored = shutil.ignore_patterns("expected.txt", ".git", "*.gguf" if not is_repository else "expected.txt")
        with tempfile.TemporaryDirectory() as base:
            roots = {name: os.path.join(base, name) for name in ("fixed", "patched", "reversed", "windows")}
            for root in roots.values():
                shutil.copytree(folder, root, symlinks=True, ignore=ignored)
                if is_repository:
                    os.makedirs(os.path.join(root, ".git"), exist_ok=True)
            old = tool.snapshot(roots["fixed"])
            for path, data in old.items():
                if b"\r" not in data and b"\0" not in data:
                    with open(os.path.join(roots["windows"], path), "wb") as file:
                        file.write(data.replace(b"\n", b"\r\n"))
            windows = tool.snapshot(roots["windows"])
            reports = {run(self.binary, *FLAGS[1:], "--format", "json", "--jobs", jobs, ".", cwd=roots["fixed"]).stdout for jobs in ("1", "2", "7")}
            self.demand(len(reports) == 1, f"{where}: the number of threads matters")
            diff = run(self.binary, "--diff", *FLAGS, "--jobs", "1", ".", cwd=roots["patched"]).stdout
            report = run(self.binary, "--fix", *FLAGS, "--jobs", "7", "--format", "json", ".", cwd=roots["fixed"])
            fixed = json.loads(report.stdout)["summary"]["fixed"]
            self.demand(b"too much work" not in report.stderr, f"{where}: fixing was ended early")
            new = tool.snapshot(roots["fixed"])
            # A diff that hides a credential is for reading only.
            parts = re.split(rb"(?m)^(?=--- a/)", diff)
            hidden = {part.split(b"\n")[0][6:].decode() for part in parts if b"........" in part}
            diff = b"".join(part for part in parts if b"........" not in part)
            if diff:
                patch = subprocess.run(["patch", "-p1", "-s", "--binary"], input=diff, cwd=roots["patched"], capture_output=True)
                self.demand(patch.returncode == 0, f"{where}: the diff does not apply: {patch.stdout.decode()[:300]}")
                other = tool.snapshot(roots["patched"])
                unlike = [path for path in new if path not in hidden and new[path] != other.get(path)]
                self.demand(not unlike, f"{where}: --diff is not what --fix does: {unlike[:5]}")
            if is_repository:
                names = [name for name in sorted(os.listdir(roots["reversed"]), reverse=True) if name != ".git"]
                run(self.binary, "--fix", *FLAGS, "--jobs", "2", *names, cwd=roots["reversed"])
                reverse = tool.snapshot(roots["reversed"])
                self.demand(reverse == new, f"{where}: the order of names matters: {[path for path in new if new[path] != reverse.get(path)][:5]}")
            again = run(self.binary, "--diff", *FLAGS, ".", cwd=roots["fixed"]).stdout
            self.demand(not again, f"{where}: fixing twice changes more:\n{again.decode(errors='replace')[:500]}")
            run(self.binary, "--fix", *FLAGS, ".", cwd=roots["windows"])
            for path, data in tool.snapshot(roots["windows"]).items():
                if path in windows and windows[path] != old.get(path) and path in new:
                    self.demand(data == new[path].replace(b"\n", b"\r\n"), f"{where}/{path}: with Windows' line endings it is fixed otherwise")
            changed = [path for path in new if path in old and new[path] != old[path]]
            for path in changed:
                self.judge(where, path, old[path], new[path])
                self.untouched(where, path, old[path], new[path])
            self.files += len(old)
            self.changed += len(changed)
            print(f"{where}: {len(old)} files, {fixed} findings fixed, {len(changed)} files changed", flush=True)
            return fixed

    def case(self, case, name=None):
        """Each safe fix by itself."""
        name = name or case
        with tempfile.TemporaryDirectory() as base:
            root = os.path.join(base, "case")
            shutil.copytree(case, root, symlinks=True, ignore=shutil.ignore_patterns("expected.txt"))
            os.makedirs(os.path.join(root, ".git"), exist_ok=True)
            before = self.findings(root)
            for finding in before:
                fix = finding["fix"]
                if not fix or not fix.get("edits") or fix["safety"] != "safe":
                    continue
                self.single += 1
                originals = {}
                for edit in sorted(fix["edits"], key=lambda edit: -edit["start"]):
                    path = os.path.join(root, edit["path"])
                    data = open(path, "rb").read()
                    originals.setdefault(path, data)
                    start, end = edit["start"], edit["end"]
                    with open(path, "wb") as file:
                        file.write(data[:start] + edit["text"].encode() + data[end:])
                after = self.findings(root)
                left = [other for other in after if self.key(other) == self.key(finding)]
                alike = [other for other in before if self.key(other) == self.key(finding)]
                title = f"{name}: {finding['rule']}, fixed by itself,"
                self.demand(len(left) < len(alike), f"{title} is still there")
                known = {self.key(other) for other in before}
                ranks = {"info": 0, "warning": 1, "error": 2}
                worse = [other["rule"] for other in after if self.key(other) not in known and other["severity"] != "info" and ranks[other["severity"]] > ranks[finding["severity"]]]
                known_rules = {(other["rule"], other["path"]) for other in before}
                worse = [rule for rule in worse if all(rule != other[0] for other in known_rules)]
                self.demand(not worse, f"{title} brings up {worse}")
                for path, data in originals.items():
                    self.judge(name, os.path.relpath(path, root), data, open(path, "rb").read(), (12, 24))
                    self.untouched(name, os.path.relpath(path, root), data, open(path, "rb").read())
                    with open(path, "wb") as file:
                        file.write(data)

    def generated(self, topology, gpu, is_spoilt):
        """What `init` writes, as it is or as a hand leaves it."""
        name = f"init --topology {topology} --gpu '{gpu}'" + (", spoilt" if is_spoilt else "")
        with tempfile.TemporaryDirectory() as base:
            root = os.path.join(base, "generated")
            os.makedirs(os.path.join(root, ".git"))
            words = ["--topology", topology, "--gpu", gpu, "--ram", "32GiB", "--harness", ",".join(tool.choices(self.binary, "init", "harness"))]
            done = run(self.binary, "init", "--yes", *words, cwd=root)
            self.demand(done.returncode == 0, f"{name}: init ended with {done.returncode}: {done.stderr.decode()[:300]}")
            if is_spoilt:
                for path, data in tool.snapshot(root).items():
                    # The machine that the files are for stays.
                    if path == ".ollama-lint.yaml":
                        continue
                    for pattern, text in SPOILT:
                        data = re.sub(pattern, text, data)
                    with open(os.path.join(root, path), "wb") as file:
                        file.write(data)
            fixed = self.folder(root, True, name)
            self.demand((fixed > 0) == is_spoilt, f"{name}: {fixed} findings fixed")
            self.case(root, name)

    def key(self, finding):
        return finding["rule"], finding["path"], finding["message"]

    def findings(self, root):
        return json.loads(run(self.binary, *FLAGS[1:], "--format", "json", ".", cwd=root).stdout)["diagnostics"]


def parts(folder):
    """Thousands of files that contradict each other are nobody's repository; each folder of them may be."""
    size = sum(len(names) for _, _, names in os.walk(folder))
    return [folder] if size < 600 else sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())


def cases(folder):
    found = [os.path.join(directory, name) for directory, names, _ in os.walk(folder) if os.path.basename(directory) == "fires" for name in names]
    return sorted(found) or [folder]


def main():
    binary, folders = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["Fixtures"]
    # The largest are first, so that nobody waits for one alone at the end.
    work = [(Laws.folder, folder, False) for folder in folders]
    work += [(Laws.folder, part, True) for folder in folders for part in parts(folder)]
    work += [(Laws.generated, *words) for words in itertools.product(tool.choices(binary, "init", "topology"), ["none", "RTX 3070", "RTX 4090"], [False, True])]
    work += [(Laws.case, case) for folder in folders for case in cases(folder)]

    def kept(job):
        laws = Laws(binary)
        job[0](laws, *job[1:])
        return laws

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(kept, work))

    def total(name):
        return sum(getattr(laws, name) for laws in done)

    broken = [line for laws in done for line in laws.broken]
    print(f"{total('files')} files, {total('changed')} changed, {total('judged')} times judged by other parsers, {total('single')} safe fixes by themselves, {len(broken)} laws broken")
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
