#!/usr/bin/env python3
"""What people reported, as small inputs, held against the command.

    run.py BINARY [NAME ...]     prints what falls short and a closing figure; status 0 when every case holds

A folder under cases/ is a case: `in/` (the files, linted as a repository of their own), `case.md` (what went wrong, the
cause, the right value), `expect.tsv`, and optionally `flags` (arguments, such as --gpu "RTX 3070"). The rows of
expect.tsv are KIND, PATH, LINE and PATTERN between tabs; PATH of a finding and LINE may be *, patterns are regular expressions without case:

    finding  a finding of severity warning or error there says it (message, effect, help, notes, fix)
    info     the same, of any severity
    silent   no finding there says it
    fixed    after --fix the file matches
    unsafe   after --fix --unsafe-fixes the file matches
    kept     after --fix --unsafe-fixes the file still matches
    read     the file is recognised
"""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).resolve().parent / "cases"


class Case:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        flags = folder / "flags"
        self.flags = shlex.split(flags.read_text()) if flags.exists() else []
        # A case may have settings of its own; those of the machine it runs on never count.
        self.settings = [] if (folder / "in" / ".ollama-lint.yaml").exists() else ["--no-config"]
        lines = (folder / "expect.tsv").read_text().splitlines()
        self.rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]

    def lint(self, copy, *more):
        shutil.copytree(self.folder / "in", copy)
        (copy / ".git").mkdir()
        command = [self.binary, "check", *self.settings, "--fail-on", "never", *more, *self.flags, "."]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=60)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"status {done.returncode}: {done.stderr.strip()[:200]}")
        return done.stdout

    def short(self):
        """The rows that do not hold."""
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            self.report = json.loads(self.lint(place / "plain", "--format", "json", "--severity", "info"))
            kinds = {row[0] for row in self.rows}
            if "fixed" in kinds:
                self.lint(place / "safe", "--fix", "--quiet")
            if kinds & {"unsafe", "kept"}:
                self.lint(place / "unsafe", "--fix", "--unsafe-fixes", "--quiet")
            return [row for row in self.rows if not self.holds(row, place)]

    def holds(self, row, place):
        kind, path, line, pattern = row
        if kind == "read":
            return any(file["path"] == path for file in self.report["files"])
        if kind in ("fixed", "unsafe", "kept"):
            file = place / ("safe" if kind == "fixed" else "unsafe") / path
            text = file.read_text(errors="replace") if file.exists() else ""
            return bool(re.search(pattern, text, re.I | re.M | re.S))
        said = any(
            path in ("*", finding["path"])
            and (line == "*" or self.covers(finding["range"], int(line)))
            and (kind != "finding" or finding["severity"] != "info")
            and re.search(pattern, self.words(finding), re.I | re.S)
            for finding in self.report["diagnostics"])
        return not said if kind == "silent" else said

    @staticmethod
    def covers(span, line):
        return span["start"]["line"] <= line <= max(span["start"]["line"], span["end"]["line"])

    @staticmethod
    def words(finding):
        fix = finding.get("fix") or {}
        notes = [note["message"] for note in finding.get("notes") or []]
        edits = [edit["text"] for edit in fix.get("edits", [])]
        parts = [finding["rule"], finding["message"], finding.get("effect"), finding.get("help"), fix.get("title")]
        return "\n".join(part for part in parts + notes + edits if part)


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    names = sys.argv[2:] or sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
    whole = 0
    for name in names:
        case = Case(binary, CASES / name)
        short = case.short()
        whole += not short
        for row in short:
            said = ", ".join(f"{d['path']}:{d['range']['start']['line']} {d['rule']}" for d in case.report["diagnostics"])
            print(f"{name}: {' '.join(row)}  [{said or 'nothing'}]")
    print(f"{whole} of {len(names)} cases hold")
    return 0 if whole == len(names) else 1


sys.exit(main())
