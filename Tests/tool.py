"""What the trials and benchmarks share: the binary, what it says of itself, and folders of files.

A script finds it by `sys.path.insert(0, ...)` of the folder Tests. Lists of what the tool knows (formats, topologies,
clients) are asked of the binary, never kept in a script.
"""
import functools
import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@functools.cache
def choices(binary, command, option):
    """The values that an option of a command takes, as its help says."""
    dump = subprocess.run([binary, "--experimental-dump-help"], capture_output=True, text=True, check=True)
    commands = json.loads(dump.stdout)["command"]["subcommands"]
    [found] = [one for one in commands if one["commandName"] == command]
    for argument in found["arguments"]:
        if option not in [name["name"] for name in argument.get("names", [])]:
            continue
        if argument.get("allValues"):
            return tuple(argument["allValues"])
        return tuple(argument["abstract"].rstrip(".").split(": ", 1)[1].split(", "))
    raise LookupError(f"{command} has no option --{option}")


def write(root, name, data):
    """Writes a file with the folders that it lies in, and returns its path."""
    path = os.path.join(root, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def snapshot(root):
    """The bytes of every file below a folder, by path from there; links and git's own are left out."""
    found = {}
    for directory, folders, names in os.walk(root):
        if ".git" in folders:
            folders.remove(".git")
        for name in names:
            path = os.path.join(directory, name)
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, root)] = file.read()
    return found


def fixtures(largest=1 << 62):
    """The files of Fixtures as (path, bytes), without what the tests keep beside them."""
    for directory, _, names in sorted(os.walk(os.path.join(ROOT, "Fixtures"))):
        for name in sorted(names):
            path = os.path.join(directory, name)
            if name in ("expected.txt", "facts.txt", ".ollama-lint.yaml") or os.path.getsize(path) >= largest:
                continue
            with open(path, "rb") as file:
                yield path, file.read()
