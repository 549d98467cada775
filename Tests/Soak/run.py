#!/usr/bin/env python3
"""Lints and fixes mutated files in a row and watches time and memory.

    Tests/Soak/run.py BINARY [FILES]

Files of Fixtures/ are mutated (bytes flipped, lines dropped, doubled and swapped, pieces of other files put in),
400 to a tree, and each tree is linted and fixed. Prints the time per file and the peak memory of each tenth of the
way; ends with 1 on a trap, a hang or a report that is no JSON.
"""
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

BATCH = 400


def seeds():
    return [(os.path.basename(path), data) for path, data in tool.fixtures(largest=65536)]


def mutate(data, others, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        kind = chance.randrange(7)
        lines = bytes(data).split(b"\n")
        if kind == 0 and data:
            data[chance.randrange(len(data))] = chance.randrange(256)
        elif kind == 1 and data:
            del data[chance.randrange(len(data)):][: chance.randint(1, 40)]
            data = bytearray(data)
        elif kind == 2:
            data = bytearray(b"\n".join(line for line in lines if chance.random() > 0.1))
        elif kind == 3 and lines:
            at = chance.randrange(len(lines))
            data = bytearray(b"\n".join(lines[:at] + [lines[at]] * chance.randint(2, 50) + lines[at + 1:]))
        elif kind == 4 and len(lines) > 2:
            a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            data = bytearray(b"\n".join(lines))
        elif kind == 5:
            other = chance.choice(others)[1]
            at = chance.randrange(len(data) + 1)
            cut = chance.randrange(len(other) + 1)
            data[at:at] = other[cut: cut + chance.randint(1, 200)]
        else:
            data = bytearray(bytes(data).replace(b"  ", b"\t").replace(b"\n", chance.choice([b"\n", b"\r\n", b"\n\n"])))
    return bytes(data)


def main():
    binary = os.path.abspath(sys.argv[1])
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    chance = random.Random(3)
    all_seeds = seeds()
    times, peaks = [], []
    with tempfile.TemporaryDirectory() as base:
        for batch in range(-(-total // BATCH)):
            root = os.path.join(base, "tree")
            shutil.rmtree(root, ignore_errors=True)
            for index in range(BATCH):
                name, data = chance.choice(all_seeds)
                folder = os.path.join(root, str(index))
                os.makedirs(folder)
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(mutate(data, all_seeds, chance))
            report = os.path.join(base, "report.json")
            child = subprocess.Popen(
                [binary, "--fix", "--unsafe-fixes", "--severity", "info", "--format", "json", "--output", report, "--gpu", "RTX 3070", "--ram", "32GiB", root],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            _, status, usage = os.wait4(child.pid, 0)
            # Of the processor: what else the machine does says nothing.
            times.append((usage.ru_utime + usage.ru_stime) / BATCH * 1000)
            peaks.append(usage.ru_maxrss / 1024)
            code = os.waitstatus_to_exitcode(status)
            if code not in (0, 1):
                keep = os.path.join(tempfile.gettempdir(), f"soak-{batch}")
                shutil.copytree(root, keep, dirs_exist_ok=True)
                print(f"batch {batch} ended with {code}; its files are in {keep}")
                print(child.stderr.read().decode(errors="replace")[:2000])
                return 1
            json.load(open(report))
    tenth = max(1, len(times) // 10)
    print("files        ms a file    slowest   peak MiB")
    for start in range(0, len(times), tenth):
        part = slice(start, start + tenth)
        print(f"{(start + len(times[part])) * BATCH:>7}   {statistics.median(times[part]):9.2f}  {max(times[part]):9.2f}   {max(peaks[part]):8.1f}")
    print(f"{len(times) * BATCH} files, no trap; {statistics.median(times):.2f} ms a file, {max(peaks):.1f} MiB at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
