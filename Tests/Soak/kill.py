#!/usr/bin/env python3
"""Kills `--fix` and `init --yes` at random moments: every file must be wholly old or wholly new, and the next run
leaves no litter.

    Tests/Soak/kill.py BINARY [MOMENTS]

Of the moments, a fifth are those of `init --yes` over a folder of somebody's own files. A file that takes another's place
under a new name may stand beside it; neither may be torn, and what was there must be there under one of its names.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402


def tree(root):
    """Fixtures that are fixed, each in a folder of its own: every sixth, and all that get another name."""
    count = index = 0
    for directory, folders, _ in sorted(os.walk("Fixtures")):
        if os.path.basename(directory) != "fires":
            continue
        for case in folders:
            if not os.path.isdir(os.path.join(os.path.dirname(directory), "fixed", case)):
                continue
            index += 1
            if index % 6 == 0 or directory.endswith("deprecated-config/fires"):
                shutil.copytree(os.path.join(directory, case), os.path.join(root, f"{count:04}"))
                count += 1
    return count


def own(root):
    """What somebody has who lets `init` bring their files along."""
    texts = {
        "compose.yaml": "# mine\nservices:\n  web:\n    image: nginx\n  ollama:\n    image: ollama/ollama:0.32.15\n    gpus: all\n",
        "opencode.json": '{\n  "theme": "mine"\n}\n', ".continue/config.yaml": "name: mine\nversion: 1.0.0\nschema: v1\n",
        ".aider.conf.yml": "# mine\ndark-mode: true\n", ".codex/config.toml": '# mine\nmodel = "gpt"\n',
    }
    for name, text in texts.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def restore(work, old):
    for path in set(tool.snapshot(work)) - set(old):
        os.remove(os.path.join(work, path))
    for path, data in old.items():
        whole = os.path.join(work, path)
        if not os.path.exists(whole) or open(whole, "rb").read() != data:
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, "wb") as file:
                file.write(data)


class Trial:
    """A command over a folder, killed at random moments."""

    def __init__(self, base, name, command, make):
        self.command, self.name = command, name
        self.quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        template, finished = os.path.join(base, name), os.path.join(base, name + "-finished")
        os.makedirs(template)
        make(template)
        self.old = tool.snapshot(template)
        self.whole = float("inf")
        # The shortest of three: moments after the end of a run are none.
        for _ in range(3):
            shutil.rmtree(finished, ignore_errors=True)
            shutil.copytree(template, finished)
            start = time.monotonic()
            subprocess.run(command, cwd=finished, check=True, **self.quiet)
            self.whole = min(self.whole, time.monotonic() - start)
        self.new = tool.snapshot(finished)
        changed = sum(self.old.get(path) != data for path, data in self.new.items())
        moved = len(set(self.old) - set(self.new))
        print(f"{name}: a whole run takes {self.whole * 1000:.0f} ms, writes {changed} files and moves {moved}", flush=True)
        self.work = os.path.join(base, name + "-work")
        shutil.copytree(template, self.work)
        self.torn = self.lost = self.litter = self.killed = 0

    def check(self, found):
        for path, data in found.items():
            if ".ollama-lint-" not in path and data not in (self.old.get(path), self.new.get(path)):
                self.torn += 1
                print(f"torn: {path}")
        for path, data in self.old.items():
            # Moved away or changed is well; not there under any name is not.
            if path not in found and (path in self.new or data not in found.values()):
                self.lost += 1
                print(f"lost: {path}")

    def run(self, moments, chance):
        for moment in range(moments):
            restore(self.work, self.old)
            child = subprocess.Popen(self.command, cwd=self.work, **self.quiet)
            time.sleep(chance.uniform(0, self.whole * 1.1))
            if child.poll() is None:
                self.killed += 1
                child.kill()
            child.wait()
            self.check(tool.snapshot(self.work))
            if moment % 20 == 19:
                subprocess.run(self.command, cwd=self.work, check=True, **self.quiet)
                left = tool.snapshot(self.work)
                self.check(left)
                self.litter += sum(".ollama-lint-" in path for path in left)
                for path, data in self.new.items():
                    if self.old.get(path, data) != data and left.get(path) != data:
                        self.torn += 1
                        print(f"other than after a whole run: {path}")
        print(f"{self.name}: {moments} moments, {self.killed} of them in mid-run: {self.torn} torn files, {self.lost} lost, {self.litter} left behind after the next run")
        return self.torn + self.lost + self.litter


def main():
    binary = os.path.abspath(sys.argv[1])
    moments = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance = random.Random(11)
    fix = [binary, "--fix", "--unsafe-fixes", "--severity", "info", "--fail-on", "never", "."]
    init = [binary, "init", "--yes", "--topology", "docker", "--harness", "opencode,continue,aider,codex", "--gpu", "RTX 3070", "--ram", "32GiB"]
    with tempfile.TemporaryDirectory() as base:
        bad = Trial(base, "fix", fix, tree).run(moments * 4 // 5, chance)
        bad += Trial(base, "init", init, own).run(moments // 5, chance)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
