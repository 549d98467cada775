#!/usr/bin/env python3
"""Makes the documentation site: a page for everything that can be explained, and the guides under docs/.

    Packaging/docs.py BINARY [FOLDER]
    Packaging/docs.py --check BINARY

The site works from the file system, search included. Markdown comes from the package of that name; --check makes the
pages without it and discards them. If the repository is known (OLLAMA_LINT_REPOSITORY=OWNER/NAME, or install.sh), its
files are linked as well.
"""
import difflib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import version

try:
    from markdown import markdown
except ImportError:
    markdown = None

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPOSITORY = os.environ.get("OLLAMA_LINT_REPOSITORY") or version.repository()
GUIDES = [
    "getting-started", "install", "findings", "configuration", "map", "fit", "estimates", "init", "ci", "editors", "doctor",
    "formats", "clients", "client-descriptions",
]
REFERENCE = [
    ("rules", "Rules"), ("topologies", "Where a server runs"), ("concepts", "Concepts"), ("parameters", "Parameters"),
    ("instructions", "Instructions"), ("variables", "Variables"),
    ("models", "Models"), ("configuration-reference", "Configuration reference"), ("cli", "Command line"),
]
FIXES = {
    "safe": "safe (--fix)", "unsafe": "unsafe (--unsafe-fixes)", "none": "by hand",
    "safe unsafe": "safe (--fix) or unsafe (--unsafe-fixes), depending on the case",
}


def escape(text):
    return html.escape(text, quote=True)


def inline(text):
    """A line of the tool's own texts: code in backquotes, and addresses as links."""
    parts = []
    for number, part in enumerate(re.split(r"`([^`]+)`", text)):
        if number % 2:
            parts.append(f"<code>{escape(part)}</code>")
        else:
            parts.append(re.sub(r"https://[^\s<>)]+[^\s<>).,]", lambda m: f'<a href="{m[0]}">{m[0]}</a>', escape(part)))
    return "".join(parts)


def slug(text):
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")


def page_name(kind, name):
    return f"{kind}-{slug(name)}.html"


class Site:
    """Pages, and what search finds of them."""

    def __init__(self, folder):
        self.folder = folder
        self.index = []
        self.names = set()
        self.links = []

    def add(self, name, title, kind, body, text=None):
        assert name not in self.names, f"two pages are called {name}"
        self.names.add(name)
        self.links += [(name, target) for target in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', body)]
        plain = html.unescape(re.sub(r"<[^>]+>", " ", body)) if text is None else text
        self.index.append([name, title, kind, " ".join(plain.split())[:1500]])
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(frame(name, title, body))

    def finish(self):
        with open(os.path.join(self.folder, "search.js"), "w", encoding="utf-8") as file:
            # No text ends the script.
            file.write("const PAGES = " + json.dumps(self.index, ensure_ascii=False).replace("</", "<\\/") + ";\n")
        for name in ["site.css", "site.js"]:
            shutil.copyfile(os.path.join(ROOT, "Packaging", "site", name), os.path.join(self.folder, name))
        shutil.copytree(os.path.join(ROOT, "docs", "images"), os.path.join(self.folder, "images"))
        known = self.names | {"search.js", "site.css", "site.js"} | set(os.listdir(self.folder))
        dead = sorted({f"{name}: {target}" for name, target in self.links if target not in known})
        assert not dead, "links lead nowhere: " + ", ".join(dead[:20])


def frame(name, title, body):
    def item(file, text):
        here = ' aria-current="page"' if file == name else ""
        return f'<li><a href="{file}"{here}>{escape(text)}</a></li>'

    guides = "".join(item(guide_file(guide), guide_title(guide)) for guide in GUIDES)
    reference = "".join(item(file + ".html", text) for file, text in REFERENCE)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - ollama-lint</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="site.css"></head>
<body><header><a class="brand" href="index.html">ollama-lint</a>
<div class="search"><input type="search" placeholder="Search (press /)" aria-label="Search" autocomplete="off"><ol hidden></ol></div></header>
<div class="columns"><nav><details open><summary>Contents</summary><h2>Guide</h2><ul>{guides}</ul><h2>Reference</h2><ul>{reference}</ul></details></nav>
<main>{body}</main></div><script src="search.js"></script><script src="site.js"></script></body></html>
"""


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def guide_file(guide):
    return "index.html" if guide == "getting-started" else guide + ".html"


def guide_title(guide):
    return re.search(r"^# (.*)$", read("docs", guide + ".md"), re.M)[1]


def linked(body):
    """The body with its links pointing to pages; a file of the repository is only linked where the repository is known."""
    def target(match):
        place, mark, text = match[1], match[2] or "", match[3]
        if place.startswith("../"):
            place = os.path.normpath(place[3:])
            assert os.path.exists(os.path.join(ROOT, place)), f"no file {place}"
            return f'<a href="https://github.com/{REPOSITORY}/blob/main/{place}{mark}">{text}</a>' if not REPOSITORY.startswith("OWNER/") else text
        name = place[:-3] if place.endswith(".md") else place
        return f'<a href="{guide_file(name) if name in GUIDES else place}{mark}">{text}</a>'

    return re.sub(r'<a href="((?!https?:|mailto:|#)[^"#]+)(#[^"]*)?">(.*?)</a>', target, body, flags=re.S)


def rendered(text):
    if markdown:
        return markdown(text, extensions=["tables", "fenced_code", "toc"])
    # For --check: links are all that it looks at.
    text = re.sub(r"^(```|    ).*?$", "", text, flags=re.M)
    return re.sub(r"(?<!!)\[([^\]]*)\]\(([^)]+)\)", r'<a href="\2">\1</a>', text)


def guide_body(guide):
    text = re.sub(r"<!-- [a-z]+:(begin|end) -->\n", "", read("docs", guide + ".md"))
    body = linked(rendered(text))
    return body.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")


# MARK: Pages of the program


def content(section):
    if "prose" in section:
        return "".join(f"<p>{inline(text)}</p>" for text in section["prose"])
    if "list" in section:
        return "<ul>" + "".join(f"<li>{inline(text)}</li>" for text in section["list"]) + "</ul>"
    if "facts" in section:
        return "<dl>" + "".join(f'<dt>{escape(f["name"])}</dt><dd>{inline(f["value"])}</dd>' for f in section["facts"]) + "</dl>"
    if "code" in section:
        return f'<pre>{escape(section["code"])}</pre>'
    table = section["table"]

    def cell(text):
        shown = text[:-2] if text.endswith(" *") else text
        if re.fullmatch(r"[a-z-]+/[a-z0-9-]+", shown):
            return f'<a href="{page_name("rule", shown)}">{escape(text)}</a>'
        if table["header"][0] == "topology" and " " not in shown:
            return f'<a href="{page_name("topology", shown)}">{escape(text)}</a>'
        return inline(text)

    head = "".join(f"<th>{escape(text)}</th>" for text in table["header"])
    rows = "".join("<tr>" + "".join(f"<td>{cell(text)}</td>" for text in row) + "</tr>" for row in table["rows"])
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def explained(page):
    body = f'<h1>{escape(page["title"])}</h1><p class="summary">{inline(page["summary"])}</p>'
    for section in page["sections"]:
        if section["title"]:
            body += f'<h2>{escape(section["title"])}</h2>'
        body += content(section)
    return body


def listing(title, lead, pages, kind):
    rows = "".join(
        f'<tr><td><a href="{page_name(kind, p["name"])}">{escape(p["title"])}</a></td><td>{inline(p["summary"])}</td></tr>' for p in pages)
    return f'<h1>{title}</h1><p class="summary">{lead}</p><div class="scroll"><table><tbody>{rows}</tbody></table></div>'


# MARK: Rules


def files_of(case):
    """Texts of a case by path, without what only tests read."""
    texts = {}
    for directory, folders, names in os.walk(case):
        folders.sort()
        for name in sorted(names):
            if name in ("expected.txt", "facts.txt"):
                continue
            path = os.path.join(directory, name)
            with open(path, "rb") as file:
                data = file.read()
            try:
                shown = data.decode()
            except UnicodeDecodeError:
                continue
            if "\0" not in shown and len(shown) < 6000:
                texts[os.path.relpath(path, case)] = shown
    return texts


def shown_files(texts):
    return "".join(f'<p class="path">{escape(path)}</p><pre>{escape(text)}</pre>' for path, text in texts.items())


def own_findings(case, rule):
    """What is said of the case by this rule; it may bring others."""
    path = os.path.join(case, "expected.txt")
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    return "\n\n".join(block for block in blocks if f"[{rule}]" in block.split("\n")[0])


def difference(before, after):
    lines = []
    for path in sorted(set(before) | set(after)):
        old, new = before.get(path, "").splitlines(), after.get(path, "").splitlines()
        lines += difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="")

    def painted(line):
        kind = "ins" if line.startswith("+") and not line.startswith("+++") else "del" if line.startswith("-") and not line.startswith("---") else None
        return f"<{kind}>{escape(line)}</{kind}>" if kind else escape(line)

    return "\n".join(map(painted, lines))


def cases(rule, kind):
    folder = os.path.join(ROOT, "Fixtures", rule, kind)
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def example(rule):
    """A case that fires and is fixed, if there is one; the shortest of them is easiest to read."""
    firing = os.path.join(ROOT, "Fixtures", rule, "fires")
    for kind in ["fixed", "fixed-unsafe"]:
        fixed = [name for name in cases(rule, kind) if name in cases(rule, "fires")]
        if fixed:
            return min(fixed, key=lambda name: (sum(map(len, files_of(os.path.join(firing, name)).values())), name)), kind
    names = cases(rule, "fires")
    if not names:
        return None, None
    return min(names, key=lambda name: (sum(map(len, files_of(os.path.join(firing, name)).values())), name)), None


def safety(rule):
    """How the rule's fixes are applied; some decide by case."""
    return " ".join(rule["fixes"]) or "none"


def rule_body(rule):
    name = rule["id"]
    body = (
        f'<h1>{escape(name)}</h1><p class="summary"><span class="level {rule["severity"]}">{rule["severity"]}</span> '
        f'fix: {FIXES[safety(rule)]}</p><h2>What it checks</h2><p>{inline(rule["summary"])}.</p>'
        f'<h2>Why it matters</h2><p>{inline(rule["why"])}</p>'
    )
    case, kind = example(name)
    if case:
        folder = os.path.join(ROOT, "Fixtures", name, "fires", case)
        before = files_of(folder)
        body += "<h2>Example (fails)</h2>" + shown_files(before)
        findings = own_findings(folder, name)
        if findings:
            body += f"<h2>Output</h2><pre>{escape(findings)}</pre>"
        if kind:
            flag = "--fix" if kind == "fixed" else "--unsafe-fixes"
            after = files_of(os.path.join(ROOT, "Fixtures", name, kind, case))
            body += f'<h2>Fixed</h2><p>By <code>{flag}</code>:</p><pre class="diff">{difference(before, after)}</pre>'
    quiet = cases(name, "quiet")
    if quiet:
        # The one that differs least from the example shows where the line is.
        texts = [files_of(os.path.join(ROOT, "Fixtures", name, "quiet", item)) for item in quiet]
        texts = [item for item in texts if item] or [{}]
        failing = files_of(os.path.join(ROOT, "Fixtures", name, "fires", case)) if case else {}

        def likeness(item):
            return difflib.SequenceMatcher(None, "".join(f"{k}\n{v}" for k, v in failing.items()), "".join(f"{k}\n{v}" for k, v in item.items()), False).ratio()

        body += "<h2>Passes</h2>" + shown_files(max(texts, key=likeness))
    body += f'<h2>Suppress</h2><pre># ollama-lint: ignore[{escape(name)}] reason</pre>'
    sources = "".join(f"<li>{inline(source)}</li>" for source in rule["sources"])
    return body + f"<h2>References</h2><ul>{sources}</ul>"


def add_rules(site, rules):
    groups = {}
    for rule in rules:
        site.add(page_name("rule", rule["id"]), rule["id"], "rule", rule_body(rule))
        groups.setdefault(rule["id"].split("/")[0], []).append(rule)
    body = f'<h1>Rules</h1><p class="summary">{len(rules)} rules in {len(groups)} categories.</p>'
    for name, members in groups.items():
        rows = "".join(
            f'<tr><td><span class="level {r["severity"]}">{r["severity"]}</span></td><td><a href="{page_name("rule", r["id"])}">{escape(r["id"])}</a></td>'
            f'<td>{inline(r["summary"])}</td></tr>' for r in members)
        body += f'<h2>{escape(name)}</h2><div class="scroll"><table><tbody>{rows}</tbody></table></div>'
    site.add("rules.html", "Rules", "reference", body, text="rules")


# MARK: Formats


def format_rows():
    """The rows of the table in docs/formats.md."""
    for line in read("docs", "formats.md").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 5 and cells[0] != "format":
            yield cells


def format_case(linked_case):
    """The rule, the files and the fixed files of the example that a row of the table links to: a fixture of a rule, or a
    case of Tests/Field whose report names the rule."""
    fixture = re.search(r"\(\.\./Fixtures/([a-z-]+/[a-z0-9-]+)/fires(?:/([^)]+))?\)", linked_case)
    if fixture:
        rule, case = fixture[1], fixture[2] or cases(fixture[1], "fires")[0]
        return rule, files_of(os.path.join(ROOT, "Fixtures", rule, "fires", case)), files_of(os.path.join(ROOT, "Fixtures", rule, "fixed", case))
    field = re.search(r"\(\.\./(Tests/Field/cases/[a-z0-9-]+)\)", linked_case)
    assert field, f"docs/formats.md has no example: {linked_case}"
    return None, files_of(os.path.join(ROOT, field[1], "in")), {}


def add_formats(site, rules):
    """A page for each format: what is recognised, an example that fails and its fix, and the rules whose cases are of it."""
    summaries = {rule["id"]: rule["summary"] for rule in rules}
    for name, recognised, linted, fixed, generated in format_rows():
        rule, before, after = format_case(linted)
        done = [word for word, cell in [("linted", linted), ("fixed", fixed), ("generated by init", generated)] if cell]
        body = f"<h1>{escape(name)}</h1><p class=\"summary\">{escape(', '.join(done).capitalize())}.</p>"
        body += f"<h2>Recognised as</h2>{linked(rendered(recognised))}<h2>Example</h2>"
        if rule:
            body += f'<p><a href="{page_name("rule", rule)}">{escape(rule)}</a>: {inline(summaries[rule])}.</p>'
        body += shown_files(before)
        if fixed and after:
            body += f'<h2>Fixed</h2><pre class="diff">{difference(before, after)}</pre>'
        endings = {os.path.basename(path) for path in before}
        same = [
            other for other in summaries
            if any(endings & {os.path.basename(p) for p in files_of(os.path.join(ROOT, "Fixtures", other, "fires", c))} for c in cases(other, "fires"))
        ]
        items = "".join(f'<li><a href="{page_name("rule", other)}">{escape(other)}</a> {inline(summaries[other])}</li>' for other in same)
        if items:
            body += f"<h2>Rules with examples in such files</h2><ul>{items}</ul>"
        site.add(page_name("format", name), name, "format", body)


# MARK: Reference


def schema_rows(schema, definitions, prefix=""):
    for key, value in schema.get("properties", {}).items():
        target = value
        if "$ref" in value:
            target = {**definitions[value["$ref"].split("/")[-1]], **{k: v for k, v in value.items() if k != "$ref"}}
        kind = target.get("type") or ("one of " + ", ".join(target["enum"]) if "enum" in target else "name or list of names" if "anyOf" in target else "")
        kind = " or ".join(kind) if isinstance(kind, list) else kind
        if "default" in target:
            kind += f', default {json.dumps(target["default"])}'
        yield f"{prefix}{key}", kind, target.get("description", "")
        if "properties" in target:
            yield from schema_rows(target, definitions, f"{prefix}{key}.")
        items = target.get("items", {})
        for part in [items, *items.get("allOf", [])]:
            if "$ref" in part:
                yield from schema_rows(definitions[part["$ref"].split("/")[-1]], definitions, f"{prefix}{key}[].")


def add_configuration(site):
    schema = json.loads(read("Sources", "Linter", "ollama-lint.schema.json"))
    rows = "".join(
        f"<tr><td><code>{escape(key)}</code></td><td>{escape(kind)}</td><td>{inline(text)}</td></tr>"
        for key, kind, text in schema_rows(schema, schema.get("$defs", {})))
    body = (
        f'<h1>Configuration reference</h1><p class="summary">{inline(schema["description"])} '
        'The file is <code>.ollama-lint.yaml</code>; <a href="configuration.html">Configuration</a> shows it in use.</p>'
        f'<div class="scroll"><table><thead><tr><th>key</th><th>value</th><th>meaning</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
    site.add("configuration-reference.html", "Configuration reference", "reference", body)


def add_command_line(site, binary):
    dump = subprocess.run([binary, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout
    command = json.loads(dump)["command"]
    body = f'<h1>Command line</h1><p class="summary">{inline(command["abstract"])}</p>'
    for sub in command["subcommands"]:
        if sub["commandName"] == "help":
            continue
        body += f'<h2 id="{sub["commandName"]}">ollama-lint {escape(sub["commandName"])}</h2><p>{inline(sub.get("abstract", ""))} {inline(sub.get("discussion", "") or "")}</p><dl class="options">'
        for argument in sub.get("arguments", []):
            names = [("-" if n["kind"] == "short" else "--") + n["name"] for n in argument.get("names") or []]
            if not argument.get("shouldDisplay", True) or "--version" in names or "--help" in names:
                continue
            shown = ", ".join(names) or argument.get("valueName", "")
            if argument["kind"] == "option":
                shown += f' <{argument.get("valueName", "value")}>'
            body += f'<dt><code>{escape(shown)}</code></dt><dd>{inline(argument.get("abstract", ""))}</dd>'
        body += "</dl>"
    body += "<h2>Exit status</h2><p>0: nothing at or above the failing severity. 1: findings. 2: it could not do its work.</p>"
    site.add("cli.html", "Command line", "reference", body)


def main():
    arguments = sys.argv[1:]
    if arguments[0] == "--check":
        with tempfile.TemporaryDirectory() as folder:
            return make(os.path.abspath(arguments[1]), folder)
    if not markdown:
        sys.exit("docs.py needs the package markdown: pip install markdown")
    folder = arguments[1] if len(arguments) > 1 else os.path.join(ROOT, ".build", "docs")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    make(os.path.abspath(arguments[0]), folder)
    print("open " + os.path.join(folder, "index.html"))


def make(binary, folder):
    site = Site(folder)
    missing = {name[:-3] for name in os.listdir(os.path.join(ROOT, "docs")) if name.endswith(".md")} - set(GUIDES)
    assert not missing, f"docs/ has guides that the site does not list: {sorted(missing)}"

    def ask(*arguments):
        return json.loads(subprocess.run([binary, *arguments, "--format", "json"], capture_output=True, text=True, check=True).stdout)

    clients = ask("explain", "--every", "client")["pages"]
    more = {
        "clients": [(page_name("client", p["name"]), p["title"] if p["title"] != p["name"] else p["name"]) for p in clients],
        "formats": [(page_name("format", row[0]), row[0]) for row in format_rows()],
    }
    for guide in GUIDES:
        body = guide_body(guide)
        if guide in more:
            links = ", ".join(f'<a href="{file}">{escape(name)}</a>' for file, name in more[guide])
            body += f"<h2>A page for each</h2><p>{links}</p>"
        site.add(guide_file(guide), guide_title(guide), "guide", body)
    rules = sorted(ask("rules")["rules"], key=lambda rule: rule["id"])
    add_rules(site, rules)
    add_formats(site, rules)
    for kind, file, title, lead in [
        ("topology", "topologies.html", "Where a server runs", "What each place costs, isolates and needs."),
        ("parameter", "parameters.html", "Parameters", "What <code>PARAMETER</code> takes in a Modelfile."),
        ("variable", "variables.html", "Variables", "What the Ollama server reads from its environment."),
        ("client", None, None, None), ("concept", "concepts.html", "Concepts", "Questions that no single setting answers."),
        ("instruction", "instructions.html", "Instructions", "What a Modelfile consists of."),
    ]:
        pages = clients if kind == "client" else ask("explain", "--every", kind)["pages"]
        for page in pages:
            site.add(page_name(kind, page["name"]), page["title"], kind, explained(page))
        if file:
            site.add(file, title, "reference", listing(title, lead, pages, kind), text=title)
    models = ask("explain", "--every", "model", "--gpu", "RTX 3070", "--ram", "32GiB")["pages"]
    rows = "".join(
        f'<tr id="{slug(p["name"])}"><td>{escape(p["name"])}</td><td>{inline(p["summary"])}</td></tr>' for p in models)
    for page in models:
        site.index.append([f'models.html#{slug(page["name"])}', page["name"], "model", page["summary"]])
    site.add(
        "models.html", "Models", "reference",
        f'<h1>Models</h1><p class="summary">{len(models)} tags of Ollama\'s library that sizes are known of. '
        f"<code>ollama-lint explain NAME</code> shows what one takes of your machine.</p>"
        f'<div class="scroll"><table><tbody>{rows}</tbody></table></div>', text=" ".join(p["name"] for p in models))
    add_configuration(site)
    add_command_line(site, binary)
    site.finish()
    print(f"{len(site.names)} pages; no dead links")


main()
