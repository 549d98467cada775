#!/usr/bin/env python3
"""Runs a command that was built under a sanitizer the way people run it, and fails where it reports.

    Tests/Sanitize/run.py BINARY [FOLDER ...]

Lints Fixtures and the other folders with one thread and with many, as collections and as one repository; fixes a copy;
watches files that change; serves an editor; generates for every place to run and reads that back; reads files that
were cut, turned round and filled with noise. The tests cover the parts; this covers what only the whole does.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

REPORT = 66
# Swift keeps references in forms that the leak detector does not see through.
ENVIRONMENT = {
    **os.environ, "ASAN_OPTIONS": f"detect_leaks=0:exitcode={REPORT}", "TSAN_OPTIONS": f"exitcode={REPORT}",
}
ALL = ["--severity", "info", "--fail-on", "never"]


class Runs:
    def __init__(self, binary):
        self.binary, self.count, self.bad = binary, 0, []

    def run(self, *words, cwd="."):
        done = subprocess.run([self.binary, *words], cwd=cwd, env=ENVIRONMENT, capture_output=True)
        self.judge(" ".join(words), done.returncode, done.stderr)

    def judge(self, what, status, errors):
        self.count += 1
        if status not in (0, 1, 2) or b"Sanitizer" in errors:
            self.bad.append(f"{what}: ended with {status}: {errors.decode(errors='replace')[:2000]}")

    def part(self, name, work, *arguments):
        before, start = self.count, time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            work(self, os.path.realpath(scratch), *arguments)
        print(f"{name}: {self.count - before} runs, {time.monotonic() - start:.0f} s", flush=True)


def lint(runs, scratch, folder):
    for jobs in ("1", "2", "8"):
        runs.run("--jobs", jobs, *ALL, folder)
    copy = os.path.join(scratch, "copy")
    shutil.copytree(folder, copy, symlinks=True)
    os.makedirs(os.path.join(copy, ".git"), exist_ok=True)
    for jobs in ("2", "8", "16"):
        runs.run("--jobs", jobs, "--format", "sarif", *ALL, ".", cwd=copy)


def fix(runs, scratch, folder):
    """Each folder below by itself, as people have it."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            copy = os.path.join(scratch, entry.name)
            shutil.copytree(entry.path, copy, symlinks=True)
            runs.run("--diff", "--unsafe-fixes", "--jobs", "8", *ALL, copy)
            runs.run("--fix", "--unsafe-fixes", "--jobs", "8", *ALL, copy)


def watch(runs, scratch):
    folder = os.path.join(scratch, "watched")
    for name in ("server", "gpu"):
        shutil.copytree(os.path.join("Fixtures", name), os.path.join(folder, name))
    os.makedirs(os.path.join(folder, ".git"))
    files = sorted(os.path.join(directory, name) for directory, _, names in os.walk(folder) for name in names)
    with open(os.path.join(scratch, "errors"), "wb+") as errors:
        child = subprocess.Popen(
            [runs.binary, "--watch", "--jobs", "8", "."], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=errors)
        for path in files[:200:40]:
            time.sleep(2)
            with open(path, "a", encoding="utf-8") as file:
                file.write("\n# changed\n")
        child.terminate()
        status = child.wait()
        errors.seek(0)
        runs.judge("--watch", 0 if status == -signal.SIGTERM else status, errors.read())


def serve(runs, _):
    done = subprocess.run(
        [sys.executable, "Tests/Integration/lsp.py", runs.binary], env=ENVIRONMENT, capture_output=True)
    runs.judge("lsp", done.returncode, done.stderr)
    if done.returncode != 0:
        runs.bad.append("lsp: " + done.stdout.decode()[-500:])


def generate(runs, scratch):
    clients = ",".join(tool.choices(runs.binary, "init", "harness"))
    for topology in tool.choices(runs.binary, "init", "topology"):
        folder = os.path.join(scratch, topology)
        os.makedirs(os.path.join(folder, ".git"))
        runs.run("init", "--yes", "--topology", topology, "--gpu", "RTX 3070", "--ram", "32GiB", "--harness", clients, cwd=folder)
        runs.run("init", "--check", cwd=folder)
        runs.run("fit", cwd=folder)
        runs.run(*ALL, ".", cwd=folder)


def spoil(runs, scratch):
    """Every tenth file of Fixtures, spoilt three ways, all in one folder."""
    chance = random.Random(1)
    files = sorted(os.path.join(directory, name) for directory, _, names in os.walk("Fixtures") for name in names if name not in ("expected.txt", "facts.txt"))
    for index, path in enumerate(files[::10]):
        with open(path, "rb") as file:
            data = file.read()
        place = chance.randrange(len(data) + 1)
        spoilt = [data[:place], data[place:] + data[:place], data[:place] + chance.randbytes(40) + data[place:]]
        for way, text in enumerate(spoilt):
            target = os.path.join(scratch, f"{index:04}-{way}", *path.split("/")[4:])
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(text)
    runs.run("--jobs", "8", *ALL, ".", cwd=scratch)
    runs.run("--fix", "--unsafe-fixes", "--jobs", "8", *ALL, ".", cwd=scratch)


def main():
    runs = Runs(os.path.abspath(sys.argv[1]))
    for folder in ["Fixtures", *sys.argv[2:]]:
        runs.part(f"lint {folder}", lint, folder)
        runs.part(f"fix {folder}", fix, folder)
    for name, work in [("watch", watch), ("lsp", serve), ("init", generate), ("spoilt files", spoil)]:
        runs.part(name, work)
    print(f"{runs.count} runs, {len(runs.bad)} bad")
    for line in runs.bad:
        print(line)
    return 1 if runs.bad else 0


if __name__ == "__main__":
    sys.exit(main())
