#!/usr/bin/env python3
"""Packs the tree of the release archive into a Debian package, by dpkg-deb.

    Packaging/deb.py TREE FOLDER        TREE as `make dist` leaves it in .build/dist/tree
"""
import os
import shutil
import subprocess
import sys
import tempfile

import version

ROOT = version.ROOT
CONTROL = """Package: ollama-lint
Version: {version}
Architecture: {architecture}
Maintainer: The ollama-lint project <ollama-lint@example.org>
Installed-Size: {size}
Depends: libc6 (>= {libc})
Section: devel
Priority: optional
Description: lint and fix the files that decide how a local language model runs
 Reads Modelfiles, clients' settings, Compose files, units, manifests and VM
 definitions together, as one deployment, and says what will not work on this
 machine and why.
"""


def build(tree, folder):
    import wheel
    architecture = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)
        usr = os.path.join(work, "usr")
        shutil.copytree(os.path.join(tree, "bin"), os.path.join(usr, "bin"))
        shutil.copytree(os.path.join(tree, "share"), os.path.join(usr, "share"))
        shutil.move(os.path.join(usr, "share", "zsh", "site-functions"), os.path.join(usr, "share", "zsh", "vendor-completions"))
        documents = os.path.join(usr, "share", "doc", "ollama-lint")
        os.makedirs(documents)
        shutil.copyfile(os.path.join(ROOT, "LICENSE"), os.path.join(documents, "copyright"))
        size = sum(os.path.getsize(os.path.join(base, name)) for base, _, names in os.walk(usr) for name in names)
        os.makedirs(os.path.join(work, "DEBIAN"))
        with open(os.path.join(work, "DEBIAN", "control"), "w", encoding="utf-8") as file:
            libc = ".".join(map(str, wheel.newest_libc(os.path.join(tree, "bin", "ollama-lint"))))
            file.write(CONTROL.format(version=version.read(), architecture=architecture, size=-(-size // 1024), libc=libc))
        target = os.path.join(folder, f"ollama-lint_{version.read()}_{architecture}.deb")
        environment = dict(os.environ, SOURCE_DATE_EPOCH="315532800")  # the same bytes each time
        subprocess.run(["dpkg-deb", "--root-owner-group", "--build", "-Zxz", work, target], check=True, env=environment, stdout=subprocess.DEVNULL)
    return target


if __name__ == "__main__":
    print(build(*sys.argv[1:3]))
