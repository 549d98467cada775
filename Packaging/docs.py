#!/usr/bin/env python3
"""Makes a page for every rule: a site that works from the file system, search included.

    Packaging/docs.py BINARY [FOLDER]
"""
import html
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STYLE = """
:root { color-scheme: light dark; --edge: #8884; --mark: #0a7a; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
a { color: inherit; text-decoration-color: var(--mark); }
pre { border: 1px solid var(--edge); border-radius: 4px; padding: .7rem; overflow-x: auto; font-size: 13px; }
input { font: inherit; width: 100%; padding: .4rem .6rem; box-sizing: border-box; }
li { margin: .2rem 0; } ul.rules { list-style: none; padding: 0; }
.error::before { content: "error"; } .warning::before { content: "warning"; } .info::before { content: "info"; }
.level { font-size: 12px; border: 1px solid var(--edge); border-radius: 3px; padding: 0 .3rem; margin-right: .4rem; }
nav { margin-bottom: 1.5rem; }
"""
SEARCH = """
const field = document.getElementById("search");
const items = [...document.querySelectorAll("li[data-text]")];
function find() {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const item of items) item.hidden = !words.every((word) => item.dataset.text.includes(word));
  for (const group of document.querySelectorAll("section"))
    group.hidden = ![...group.querySelectorAll("li")].some((item) => !item.hidden);
}
field.addEventListener("input", find);
find();
"""


def page(title, body, script=""):
    tail = f"<script>{script}</script>" if script else ""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>{body}{tail}</body></html>\n'
    )


def file_name(rule):
    return rule.replace("/", "-") + ".html"


def examples(rule):
    """The first case that fires, with what is reported, and the first that does not."""
    text = ""
    for kind, title in [("fires", "Reported"), ("quiet", "Not reported")]:
        folder = os.path.join(ROOT, "Fixtures", rule, kind)
        if not os.path.isdir(folder):
            continue
        # A case that is mended shows most.
        mended = [os.path.join(os.path.dirname(folder), name) for name in ("fixed", "fixed-unsafe")]
        mended = [path for path in mended if kind == "fires" and os.path.isdir(path)]
        cases = sorted(os.listdir((mended or [folder])[0]))
        case = os.path.join(folder, cases[0])
        text += f"<h2>{title}</h2>"
        for directory, folders, names in sorted(os.walk(case)):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(directory, name)
                data = open(path, "rb").read()
                try:
                    shown = data.decode()
                except UnicodeDecodeError:
                    continue
                if name == "expected.txt" or len(shown) > 4000 or "\0" in shown:
                    continue
                text += f"<p>{html.escape(os.path.relpath(path, case))}</p><pre>{html.escape(shown)}</pre>"
        if kind == "fires":
            report = open(os.path.join(case, "expected.txt"), encoding="utf-8").read()
            # The rule's own findings; the case may bring others.
            report = "\n\n".join(block for block in report.split("\n\n") if f"[{rule}]" in block.split("\n")[0])
            text += f"<p>What is said of it</p><pre>{html.escape(report)}</pre>"
    return text


def source(text):
    head, mark, address = text.rpartition("https://")
    if not mark:
        return html.escape(text)
    link = html.escape(mark + address)
    return f'{html.escape(head)}<a href="{link}">{link}</a>'


def main():
    binary = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, ".build", "docs")
    dump = subprocess.run([binary, "rules", "--format", "json"], capture_output=True, text=True, check=True).stdout
    rules = sorted(json.loads(dump)["rules"], key=lambda rule: rule["id"])
    os.makedirs(folder, exist_ok=True)
    fixes = {"safe": "with --fix", "unsafe": "with --unsafe-fixes", "none": "by hand"}
    groups = {}
    for rule in rules:
        groups.setdefault(rule["id"].split("/")[0], []).append(rule)
        sources = "".join(f"<li>{source(item)}</li>" for item in rule["sources"])
        body = (
            f'<nav><a href="index.html">All rules</a></nav><h1>{html.escape(rule["id"])}</h1>'
            f'<p><span class="level {rule["severity"]}"></span>{html.escape(rule["summary"])}. Mended {fixes[rule["fix"]]}.</p>'
            f'<p>{html.escape(rule["why"])}</p>{examples(rule["id"])}<h2>Sources</h2><ul>{sources}</ul>'
            f'<h2>Silence it</h2><pre># ollama-lint: ignore[{html.escape(rule["id"])}] reason</pre>'
        )
        with open(os.path.join(folder, file_name(rule["id"])), "w", encoding="utf-8") as file:
            file.write(page(rule["id"], body))
    body = '<h1>Rules of ollama-lint</h1><input id="search" type="search" placeholder="Search" aria-label="Search" autofocus>'
    for name, members in groups.items():
        items = ""
        for rule in members:
            text = html.escape(" ".join([rule["id"], rule["summary"], rule["why"]]).lower())
            items += (
                f'<li data-text="{text}"><span class="level {rule["severity"]}"></span>'
                f'<a href="{file_name(rule["id"])}">{html.escape(rule["id"])}</a> {html.escape(rule["summary"])}</li>'
            )
        body += f'<section><h2>{html.escape(name)}</h2><ul class="rules">{items}</ul></section>'
    with open(os.path.join(folder, "index.html"), "w", encoding="utf-8") as file:
        file.write(page("Rules of ollama-lint", body, SEARCH))
    print(f"{len(rules)} rules in {os.path.join(folder, 'index.html')}")


main()
