#!/usr/bin/env python3
"""Runs `--fix` where writing goes wrong, and looks at what it leaves.

    Tests/Soak/trouble.py BINARY

Full disk, directory without write permission, two runs at once, links that lead in, out, nowhere and in a circle, hard
links, pipes and sockets, sparse and huge files, extended attributes, modes. What needs rights that are not there is
said to be left out. Ends with 1 if a file was damaged or a run did not end as it should.
"""
import os
import socket
import stat
import subprocess
import sys
import tempfile

OLD = b"FROM qwen3:8b\nPARAMETER num_ctx 32k\n"
NEW = b"FROM qwen3:8b\nPARAMETER num_ctx 32768\n"
BINARY = os.path.abspath(sys.argv[1])
failures = []


def check(what, is_kept):
    print(f"{'ok  ' if is_kept else 'BAD '} {what}")
    if not is_kept:
        failures.append(what)


def write(path, data=OLD):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def fix(root, user=None, extra=()):
    command = [BINARY, "--fix", "--unsafe-fixes", *extra, "."]
    return subprocess.run(command, cwd=root, capture_output=True, timeout=60, user=user)


def litter(root):
    return [name for _, _, names in os.walk(root) for name in names if ".ollama-lint-" in name]


def plain(base):
    path = os.path.join(base, "plain", "a.Modelfile")
    write(path)
    os.chmod(path, 0o640)
    attributes = hasattr(os, "setxattr")
    try:
        os.setxattr(path, "user.note", b"kept")
    except OSError:
        attributes = False
    fix(os.path.dirname(path))
    check("a file is fixed", bytes_of(path) == NEW)
    check("its mode is kept", stat.S_IMODE(os.stat(path).st_mode) == 0o640)
    if attributes:
        check("its extended attributes are kept", os.getxattr(path, "user.note") == b"kept")


def links(base):
    root = os.path.join(base, "links")
    outside = os.path.join(base, "outside.Modelfile")
    write(os.path.join(root, "real", "in.Modelfile"))
    write(outside)
    os.symlink("real/in.Modelfile", os.path.join(root, "inside.Modelfile"))
    os.symlink(outside, os.path.join(root, "out.Modelfile"))
    os.symlink("nowhere", os.path.join(root, "dangling.Modelfile"))
    os.symlink("loop.Modelfile", os.path.join(root, "loop.Modelfile"))
    os.symlink(".", os.path.join(root, "circle"))
    os.symlink(base, os.path.join(root, "up"))
    done = fix(root)
    check("links end the run as usual", done.returncode in (0, 1))
    check("a link inside stays a link", os.path.islink(os.path.join(root, "inside.Modelfile")))
    check("the target of a link is fixed", bytes_of(os.path.join(root, "real", "in.Modelfile")) == NEW)
    check("a link out is not followed", bytes_of(outside) == OLD and os.path.islink(os.path.join(root, "out.Modelfile")))
    named = subprocess.run([BINARY, "--fix", "--unsafe-fixes", "out.Modelfile"], cwd=root, capture_output=True)
    check("a link out named by hand ends the run", named.returncode in (0, 1, 2))


def hard_links(base):
    root = os.path.join(base, "hard")
    write(os.path.join(root, "a.Modelfile"))
    os.link(os.path.join(root, "a.Modelfile"), os.path.join(root, "other-name"))
    done = fix(root)
    check("a file with two names is refused", done.returncode == 2 and bytes_of(os.path.join(root, "a.Modelfile")) == OLD)


def special(base):
    root = os.path.join(base, "special")
    os.makedirs(root)
    os.mkfifo(os.path.join(root, "pipe.Modelfile"))
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.join(root, "compose.yaml"))
    os.makedirs(os.path.join(root, "dir.Modelfile"))
    with open(os.path.join(root, "sparse.Modelfile"), "wb") as file:
        file.truncate(200 << 20)
    write(os.path.join(root, "a.Modelfile"))
    done = fix(root)
    server.close()
    check("pipes, sockets and huge sparse files hold nothing up", done.returncode in (0, 1))
    check("the file next to them is fixed", bytes_of(os.path.join(root, "a.Modelfile")) == NEW)


def two_at_once(base):
    root = os.path.join(base, "two")
    for index in range(200):
        write(os.path.join(root, str(index), "a.Modelfile"))
    command = [BINARY, "--fix", "--unsafe-fixes", "."]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    runs = [subprocess.Popen(command, cwd=root, **quiet) for _ in range(4)]
    codes = [run.wait() for run in runs]
    texts = {bytes_of(os.path.join(root, str(index), "a.Modelfile")) for index in range(200)}
    check("four runs at once tear nothing", texts <= {OLD, NEW} and set(codes) <= {0, 1, 2})
    fix(root)
    texts = {bytes_of(os.path.join(root, str(index), "a.Modelfile")) for index in range(200)}
    check("one more run fixes all and leaves nothing", texts == {NEW} and not litter(root))


def no_permission(base):
    if os.geteuid() != 0:
        user = None
    else:
        user = 65534
        os.chmod(base, 0o755)
    root = os.path.join(base, "closed")
    path = os.path.join(root, "a.Modelfile")
    write(path)
    os.chmod(root, 0o555)
    try:
        done = fix(root, user=user)
    except PermissionError:
        print("left out: a directory without write permission (the binary cannot be run as another user)")
        return
    message = done.stderr.decode()
    check("a closed directory is said to be one", done.returncode == 2 and "could not write" in message and bytes_of(path) == OLD)
    os.chmod(root, 0o755)


def full_disk(base):
    root = os.path.join(base, "full")
    os.makedirs(root)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", root], capture_output=True).returncode != 0:
        print("left out: a full disk (mounting needs rights)")
        return
    try:
        path = os.path.join(root, "a.Modelfile")
        write(path)
        try:
            with open(os.path.join(root, "filler"), "wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 4096)
        except OSError:
            pass
        done = fix(root)
        check("a full disk is said to be full", done.returncode == 2 and bytes_of(path) == OLD)
        check("and nothing is left on it", not litter(root))
    finally:
        subprocess.run(["umount", root])


def main():
    with tempfile.TemporaryDirectory() as base:
        for trouble in (plain, links, hard_links, special, two_at_once, no_permission, full_disk):
            trouble(base)
    print(f"{len(failures)} bad")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
