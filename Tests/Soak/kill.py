#!/usr/bin/env python3
"""Kills `--fix` at random moments: every file must be wholly old or wholly new, and the next run leaves no litter.

    Tests/Soak/kill.py BINARY [MOMENTS]
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time


def snapshot(root):
    found = {}
    for directory, _, names in os.walk(root):
        for name in names:
            path = os.path.join(directory, name)
            found[os.path.relpath(path, root)] = open(path, "rb").read()
    return found


def tree(root):
    """Every fixture that is fixed, each in a folder of its own."""
    count = 0
    for directory, folders, _ in sorted(os.walk("Fixtures")):
        if os.path.basename(directory) != "fires":
            continue
        for case in folders:
            if os.path.isdir(os.path.join(os.path.dirname(directory), "fixed", case)):
                shutil.copytree(os.path.join(directory, case), os.path.join(root, f"{count:04}"))
                count += 1
    return count


def main():
    binary = os.path.abspath(sys.argv[1])
    moments = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance = random.Random(11)
    command = [binary, "--fix", "--unsafe-fixes", "--severity", "info", "--fail-on", "never", "."]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as base:
        template = os.path.join(base, "template")
        print(f"{tree(template)} folders")
        old = snapshot(template)
        fixed = os.path.join(base, "fixed")
        shutil.copytree(template, fixed)
        start = time.monotonic()
        subprocess.run(command, cwd=fixed, check=True, **quiet)
        whole = time.monotonic() - start
        new = snapshot(fixed)
        changed = sum(old[path] != new.get(path) for path in old)
        print(f"a whole run takes {whole * 1000:.0f} ms and changes {changed} files")
        torn = litter = killed = 0
        work = os.path.join(base, "work")
        for moment in range(moments):
            if moment % 100 == 0:
                shutil.rmtree(work, ignore_errors=True)
                shutil.copytree(template, work)
            for path, data in old.items():
                if open(os.path.join(work, path), "rb").read() != data:
                    open(os.path.join(work, path), "wb").write(data)
            child = subprocess.Popen(command, cwd=work, **quiet)
            time.sleep(chance.uniform(0, whole * 1.1))
            if child.poll() is None:
                killed += 1
                child.kill()
            child.wait()
            for path, data in snapshot(work).items():
                if path in old and data not in (old[path], new[path]):
                    torn += 1
                    print(f"torn: {path}")
            if moment % 20 == 19:
                subprocess.run(command, cwd=work, check=True, **quiet)
                left = snapshot(work)
                litter += len(set(left) - set(old))
                torn += sum(left[path] != new[path] for path in old)
    print(f"{moments} moments, {killed} of them in mid-run: {torn} torn files, {litter} left behind after the next run")
    return 1 if torn or litter else 0


if __name__ == "__main__":
    sys.exit(main())
