#!/usr/bin/env python3
"""The laws of fixing, over Fixtures and any other folder, with other people's parsers as judges.

    Tests/Laws/run.py BINARY [FOLDER ...]

For each folder: what --diff prints is what --fix does (applied with patch); fixing twice changes nothing; the order in
which files are named changes nothing; every fixed JSON and YAML file still reads (PyYAML, json), and its values differ
only where it was fixed: no more of them than findings were mended allow.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

FLAGS = ["--unsafe-fixes", "--severity", "info", "--fail-on", "never"]


def snapshot(root):
    return {
        os.path.relpath(os.path.join(directory, name), root): open(os.path.join(directory, name), "rb").read()
        for directory, _, names in os.walk(root) for name in names if not os.path.islink(os.path.join(directory, name))
    }


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


def read(name, data):
    text = data.decode("utf-8-sig")
    if name.endswith((".json", ".jsonc")):
        return [json.loads(plain(text))]
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: node.value if isinstance(node, yaml.ScalarNode) else None)
    return list(yaml.load_all(text, Loader=Loader))


def differing(before, after):
    """Values of the one that the other does not have, at any place of a list."""
    old, new = sorted(leaves(before)), sorted(leaves(after))
    for leaf in list(old):
        if leaf in new:
            old.remove(leaf)
            new.remove(leaf)
    return old, new


def main():
    binary = os.path.abspath(sys.argv[1])
    folders = sys.argv[2:] or ["Fixtures"]
    broken, files, changed, judged = [], 0, 0, 0
    for folder in folders:
        with tempfile.TemporaryDirectory() as base:
            roots = {name: os.path.join(base, name) for name in ("fixed", "patched", "reversed")}
            for root in roots.values():
                shutil.copytree(folder, root, symlinks=True, ignore=shutil.ignore_patterns("expected.txt", ".git"))
            old = snapshot(roots["fixed"])
            files += len(old)
            diff = subprocess.run([binary, "--diff", *FLAGS, "."], cwd=roots["patched"], capture_output=True).stdout
            report = subprocess.run(
                [binary, "--fix", *FLAGS, "--format", "json", "."], cwd=roots["fixed"], capture_output=True, check=True)
            fixed = json.loads(report.stdout)["summary"]["fixed"]
            new = snapshot(roots["fixed"])
            # A diff that hides a credential is for reading only.
            parts = re.split(rb"(?m)^(?=--- a/)", diff)
            hidden = {part.split(b"\n")[0][6:].decode() for part in parts if b"........" in part}
            diff = b"".join(part for part in parts if b"........" not in part)
            if diff:
                patch = subprocess.run(["patch", "-p1", "-s", "--binary"], input=diff, cwd=roots["patched"], capture_output=True)
                if patch.returncode != 0:
                    broken.append(f"{folder}: the diff does not apply: {patch.stdout.decode()[:300]}")
                other = snapshot(roots["patched"])
                unlike = [path for path in new if path not in hidden and new[path] != other.get(path)]
                if unlike:
                    broken.append(f"{folder}: --diff is not what --fix does: {unlike[:5]}")
            names = sorted(os.listdir(roots["reversed"]), reverse=True)
            subprocess.run(
                [binary, "--fix", *FLAGS, *names], cwd=roots["reversed"], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, check=True)
            reverse = snapshot(roots["reversed"])
            if os.path.exists(os.path.join(folder, ".git")) and reverse != new:
                broken.append(f"{folder}: the order of names matters: {[path for path in new if new[path] != reverse.get(path)][:5]}")
            again = subprocess.run([binary, "--diff", *FLAGS, "."], cwd=roots["fixed"], capture_output=True).stdout
            if again:
                broken.append(f"{folder}: fixing twice changes more:\n{again.decode(errors='replace')[:500]}")
            for path in new:
                if new[path] == old.get(path):
                    continue
                changed += 1
                if not path.endswith((".json", ".jsonc", ".yaml", ".yml")):
                    continue
                try:
                    before = read(path, old[path])
                except Exception:
                    continue
                judged += 1
                try:
                    gone, come = differing(before, read(path, new[path]))
                except Exception as error:
                    broken.append(f"{path}: does not read any more: {error}")
                    continue
                if len(gone) > 12 or len(come) > 24:
                    broken.append(f"{path}: {len(gone)} values went and {len(come)} came")
            print(f"{folder}: {len(old)} files, {fixed} findings mended, {changed} files changed so far")
    print(f"{files} files, {changed} changed, {judged} of them judged by other parsers, {len(broken)} laws broken")
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
