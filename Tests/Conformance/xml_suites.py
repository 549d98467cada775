"""XML as libvirt's own tests have it, and the W3C's cases, as far as they need no document type."""
import glob
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree

from verdicts import Case

# Documents of XML 1.1 and rules about namespaces are others' than XML 1.0's.
OTHER = ("XML1.1", "NS1.0", "NS1.1")

# The bytes are what they are, whatever the declaration calls them: texts of UTF-16 are read as such by every format.
LENIENT = {
    "eduni/errata-2e/E61.xml": "declared as UTF-16, written in UTF-8",
    "eduni/misc/008.xml": "declared as UTF-8, written in UTF-16",
}


def debian_source(name, base, target):
    """Unpacks Debian's source package, without a change to the system's own lists."""
    lists = "/etc/apt/sources.list.d/debian.sources"
    if not shutil.which("apt-get") or not os.path.exists(lists):
        return False
    apt = os.path.abspath(os.path.join(base, "apt"))
    for part in ("parts", "lists/partial", "cache/archives/partial"):
        os.makedirs(os.path.join(apt, part), exist_ok=True)
    with open(lists, encoding="utf-8") as file, open(os.path.join(apt, "parts", "a.sources"), "w", encoding="utf-8") as copy:
        copy.write(re.sub(r"(?m)^Types: .*$", "Types: deb-src", file.read()))
    options = ["Dir::Etc::sourcelist=/dev/null", f"Dir::Etc::sourceparts={apt}/parts", f"Dir::State::lists={apt}/lists", f"Dir::Cache={apt}/cache"]
    command = ["apt-get", "-q"] + [word for option in options for word in ("-o", option)]
    os.makedirs(target, exist_ok=True)
    for step in (["update"], ["source", "--download-only", name]):
        if subprocess.run(command + step, cwd=target, capture_output=True).returncode != 0:
            shutil.rmtree(target)
            return False
    archive = glob.glob(os.path.join(target, "*.orig.tar.*[a-z]"))
    archive = [path for path in archive if not path.endswith(".asc")]
    done = archive and subprocess.run(["tar", "-xf", os.path.basename(archive[0]), "--strip-components=1"], cwd=target).returncode == 0
    if not done:
        shutil.rmtree(target)
    return bool(done)


def libvirt(path):
    if path is None:
        return []
    found = []
    for pattern in ("qemuxml2argvdata", "qemuxmlconfdata", "qemuxml2xmloutdata", "domainschemadata", "genericxml2xmlindata"):
        found += glob.glob(os.path.join(path, "tests", pattern, "*.xml"))
    return [Case("libvirt", "xml", name, None) for name in sorted(found) if not os.path.islink(name)]


def w3c(path):
    """The suite's lists name each case with what a processor has to make of it."""
    if path is None:
        return []
    base = os.path.join(path, "packages", "test-data", "xmlconf")
    cases = {}
    for directory, _, names in sorted(os.walk(base)):
        for name in sorted(names):
            if not name.endswith(".xml"):
                continue
            text = open(os.path.join(directory, name), "rb").read().decode("latin-1")
            if "<TEST " not in text:
                continue
            for test in re.findall(r"<TEST\s[^>]*>", text):
                attributes = dict(re.findall(r"([A-Z]+)\s*=\s*[\"']([^\"']*)[\"']", test))
                case = w3c_case(directory, base, attributes)
                if case is not None:
                    cases[case.path] = case
    return list(cases.values())


def w3c_case(directory, base, attributes):
    if attributes.get("RECOMMENDATION", "XML1.0").startswith(OTHER) or "5" not in attributes.get("EDITION", "5"):
        return None
    if attributes.get("TYPE") not in ("valid", "invalid", "not-wf") or "URI" not in attributes:
        return None
    path = os.path.join(directory, attributes["URI"])
    if not os.path.isfile(path):
        return None
    return Case("W3C", "xml", path, attributes["TYPE"] != "not-wf")


def has_document_type(data):
    plain = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", b"", data, flags=re.S)
    return any("<!DOCTYPE".encode(code) in plain for code in ("utf-8", "utf-16-le", "utf-16-be"))


def is_other_encoding(data):
    """Neither UTF-8 nor UTF-16: read by no format."""
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", data)
    return bool(declared) and declared[1].lower() not in (b"utf-8", b"us-ascii", b"utf-16")


def is_well_formed(path):
    return subprocess.run(["xmllint", "--noout", "--nonet", path], capture_output=True).returncode == 0


def judge(cases, found, table):
    counts = {}

    def count(key, is_right, wrong):
        row = counts.setdefault(key, [0, 0])
        row[1] += 1
        row[0] += bool(is_right)
        if not is_right:
            table.wrong.append(wrong)

    lenient = others = 0
    for case in cases:
        if case.syntax != "xml":
            continue
        verdict, data = found[case.path], open(case.path, "rb").read()
        name = "/".join(case.path.split("/")[-3:])
        if has_document_type(data):
            count(("W3C XML 1.0", "with a document type: refused, not followed"), not verdict["read"], f"{name}: read with its document type")
            continue
        if is_other_encoding(data):
            others += 1
            continue
        if case.suite == "libvirt":
            if not shutil.which("xmllint"):
                continue
            theirs = is_well_formed(case.path)
            count(("libvirt", "domains: same verdict as xmllint"), verdict["read"] == theirs, f"{name}: {verdict}, xmllint {theirs}")
            if verdict["read"]:
                elements = xml.etree.ElementTree.parse(case.path).getroot().iter()
                theirs = sorted(value for element in elements for value in element.attrib.values())
                # Namespaces' declarations are no attributes to ElementTree.
                ours = sorted(
                    value for element in verdict["elements"] for name_, value in zip(element[2::2], element[3::2])
                    if name_.split(":")[0] != "xmlns")
                count(("libvirt", "domains: every attribute as ElementTree has it"), ours == theirs, f"{name}: other attributes")
        else:
            kind = "must be read" if case.expected else "must be refused"
            if verdict["read"] and any(case.path.endswith(name) for name in LENIENT):
                lenient += 1
                count(("W3C XML 1.0", "without a document type, must be refused"), True, "")
                continue
            count(("W3C XML 1.0", f"without a document type, {kind}"), verdict["read"] == case.expected, f"W3C {name}: {verdict.get('message', 'read')}")
        if verdict["read"]:
            count(("libvirt" if case.suite == "libvirt" else "W3C XML 1.0", "the tree prints back the very bytes"), verdict["printsBack"], f"{name}: other bytes")
    notes = {
        "without a document type, must be read": f"{others} in other encodings than UTF-8 and UTF-16 left out",
        "without a document type, must be refused": f"{lenient} read on purpose: the bytes are not in the declared encoding",
    }
    for (suite, kind), (right, all_) in counts.items():
        table.add(suite, kind, right, all_, notes.get(kind, ""))
