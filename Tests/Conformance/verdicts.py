"""Asks the trees themselves what they make of texts that no format would take for its own."""
import json
import os
import subprocess


class Case:
    def __init__(self, suite, syntax, path, expected):
        self.suite, self.syntax, self.path, self.expected = suite, syntax, os.path.abspath(path), expected


def of(cases, scratch):
    """Verdicts by path, from Tests/SyntaxTests/ConformanceVerdicts.swift."""
    if not cases:
        return {}
    texts, target = os.path.join(scratch, "texts"), os.path.join(scratch, "verdicts")
    with open(texts, "w", encoding="utf-8") as file:
        file.writelines(f"{case.syntax}\t{case.path}\n" for case in cases)
    done = subprocess.run(
        ["swift", "test", "--filter", "ConformanceVerdicts"], capture_output=True, text=True,
        env={**os.environ, "CONFORMANCE_TEXTS": texts, "CONFORMANCE_VERDICTS": target})
    if done.returncode != 0 or not os.path.exists(target):
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
    with open(target, encoding="utf-8") as file:
        return {verdict["path"]: verdict for verdict in map(json.loads, file)}
