#!/usr/bin/env python3
"""Completes a folder of release files: the install script, packages.tar.gz, an SBOM, and the checksums of all of them.

    Packaging/release.py FOLDER [OWNER/REPOSITORY]

FOLDER holds the archives and wheels of all platforms, as `make dist` and `make wheel` leave them. What a platform is
missing from is left out, and said. packages.tar.gz has the package definitions, the container's files and the repository
for pre-commit, filled in for this release.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

import archive
import version

ROOT = version.ROOT
PLATFORMS = ["linux-x86_64", "linux-aarch64", "darwin-arm64", "darwin-x86_64"]
DEFINITIONS = ["homebrew/ollama-lint.rb", "aur/PKGBUILD", "nix/flake.nix", "container/Containerfile"]


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def write(content, *path):
    target = os.path.join(*path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write(content)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout if shutil.which(command[0]) else ""


def bill_of_materials(number):
    """SPDX 2.3 of what the binary is linked from."""
    swift = os.environ.get("SWIFT_VERSION")
    if swift:  # the release workflow, which builds on other machines than this one
        yaml = re.search(r"^version=(\S+)", text("Packaging", "libyaml.sh"), re.M).group(1)
    else:
        swift = "".join(re.findall(r"Swift version (\S+)", output("swift", "--version"))[:1])
        yaml = output("pkg-config", "--modversion", "yaml-0.1").strip()
    parser = re.search(r'swift-argument-parser", from: "([^"]+)"', text("Package.swift")).group(1)
    parts = [
        ("ollama-lint", number, "MIT"), ("swift-argument-parser", parser, "Apache-2.0"),
        ("swift-standard-library", swift or "NOASSERTION", "Apache-2.0"),
        ("libyaml", yaml or "NOASSERTION", "MIT"), ("libstdc++", "NOASSERTION", "GPL-3.0-with-GCC-exception"),
    ]
    packages = [
        {"SPDXID": f"SPDXRef-{name.replace('+', 'p')}", "name": name, "versionInfo": release, "licenseConcluded": licence,
         "licenseDeclared": licence, "copyrightText": "NOASSERTION", "downloadLocation": "NOASSERTION", "filesAnalyzed": False}
        for name, release, licence in parts
    ]
    relations = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": packages[0]["SPDXID"]}]
    relations += [{"spdxElementId": packages[0]["SPDXID"], "relationshipType": "STATIC_LINK", "relatedSpdxElement": p["SPDXID"]} for p in packages[1:]]
    return json.dumps({
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"ollama-lint-{number}",
        "documentNamespace": f"https://spdx.org/spdxdocs/ollama-lint-{number}",
        "creationInfo": {"created": "1980-01-01T00:00:00Z", "creators": ["Tool: Packaging/release.py"]},
        "packages": packages, "relationships": relations}, indent=1) + "\n"


def main():
    folder = sys.argv[1]
    repository = sys.argv[2] if len(sys.argv) > 2 else version.repository()
    number = version.read()
    url = f"https://github.com/{repository}/releases/download/v{number}"
    values = {"VERSION": number, "REPOSITORY": repository, "OWNER": repository.split("/")[0], "URL": url}
    missing = []
    for platform in PLATFORMS:
        path = os.path.join(folder, f"ollama-lint-{number}-{platform}.tar.gz")
        values[f"SHA256:{platform}"] = digest(path) if os.path.exists(path) else "0" * 64
        missing += [] if os.path.exists(path) else [platform]

    def filled(content):
        return re.sub(r"@([A-Z0-9_]+(?::[a-z0-9_-]+)?)@", lambda match: values.get(match[1], match[0]), content)

    place = version.found(*version.HOME)
    script = place.string[: place.start(1)] + repository + place.string[place.end(1):]
    script = script.replace("\nversion=\n", f"\nversion={number}\n", 1)
    packages = os.path.join(folder, "packages")
    for path in [os.path.join(folder, "install.sh"), os.path.join(packages, "container", "install.sh")]:
        write(script, path)
        os.chmod(path, 0o755)
    for definition in DEFINITIONS:
        write(filled(text("Packaging", definition)), packages, definition)
    mirror = os.path.join(packages, "pre-commit-mirror")
    for name in ["README.md", "pyproject.toml"]:
        write(filled(text("Packaging", "pre-commit-mirror", name)), mirror, name)
    write(text(".pre-commit-hooks.yaml").replace(
        "# `language: python` installs the released wheel; Packaging/backend.py builds with Swift where there is none.\n", ""), mirror, ".pre-commit-hooks.yaml")
    shutil.copyfile(os.path.join(ROOT, "LICENSE"), os.path.join(mirror, "LICENSE"))
    archive.pack(packages, os.path.join(folder, "packages.tar.gz"))
    write(bill_of_materials(number), folder, f"ollama-lint-{number}.spdx.json")
    files = sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)) and name != "SHA256SUMS")
    write("".join(f"{digest(os.path.join(folder, name))}  {name}\n" for name in files), folder, "SHA256SUMS")
    print(f"{folder}: {len(files)} files of {number}" + (f"; no archive for {', '.join(missing)}" if missing else ""))


if __name__ == "__main__":
    main()
