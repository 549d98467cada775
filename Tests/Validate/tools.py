"""What says whether a file is right: the tools that people use for it themselves.

A judge takes the path of a file and gives the set of its complaints, which are compared before and after a fix.
"""
import json
import os
import re
import shutil
import subprocess
import tempfile
import tomllib


def plain(text):
    """JSON without its comments and trailing commas; strings are left alone."""
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda m: m[1] or "", text, flags=re.S)
    return re.sub(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', lambda m: m[1] or "", text)


def read(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8-sig", "surrogateescape")


def load(path):
    """The documents of a file of data."""
    if path.endswith((".json", ".jsonc")):
        return [json.loads(plain(read(path)))]
    if path.endswith(".toml"):
        return [tomllib.loads(read(path))]
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    # `!reset`, `!override` and the like.
    def tagged(loader, suffix, node):
        kinds = {yaml.MappingNode: loader.construct_mapping, yaml.SequenceNode: loader.construct_sequence}
        return kinds.get(type(node), lambda node: node.value)(node)

    Loader.add_multi_constructor("!", tagged)
    return list(yaml.load_all(read(path), Loader=Loader))


def parses(path):
    try:
        load(path)
        return set()
    except Exception as error:
        return {f"does not parse: {str(error).splitlines()[0]}"}


def says(command, env=None, ignored=r"$^"):
    """The lines that a command complains in, without their numbers, which a fix may move; none if it is content."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=env)
    lines = {line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip() and not re.search(ignored, line)}
    return {re.sub(r":\d+:", ":", line) for line in lines} if done.returncode != 0 or env else set()


def xmllint(path):
    return says(["xmllint", "--noout", "--nonet", path])


def libvirt(path):
    return says(["virt-xml-validate", path, "domain"])


def shell(path):
    return says(["bash", "-n", path])


def units(path):
    """`systemd-analyze verify` for a unit with its drop-ins; programs that are not installed here are no mistake."""
    ignored = r"not executable|No such file or directory|man page|Failed to (create|open)|Unit .* not found|not found\.$|Cannot add dependency"
    with tempfile.TemporaryDirectory() as folder:
        directory = os.path.dirname(path)
        if path.endswith(".conf"):
            name = os.path.basename(directory)[:-2]
            shutil.copytree(directory, os.path.join(folder, name + ".d"))
            unit = os.path.join(os.path.dirname(directory), name)
        else:
            name, unit = os.path.basename(path), path
            if os.path.isdir(path + ".d"):
                shutil.copytree(path + ".d", os.path.join(folder, name + ".d"))
        if os.path.isfile(unit):
            shutil.copy(unit, folder)
        else:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("[Service]\nExecStart=/bin/true\n")
        found = says(
            ["systemd-analyze", "verify", "--man=no", os.path.join(folder, name)],
            env={**os.environ, "SYSTEMD_UNIT_PATH": folder + ":", "SYSTEMD_LOG_LEVEL": "warning"}, ignored=ignored)
        return {line.replace(folder, "") for line in found}


def dockerfile(path):
    """Only what keeps it from being read: the rest is hadolint's taste."""
    done = subprocess.run(["hadolint", "--no-color", path], capture_output=True, text=True)
    return {line.split(path)[-1] for line in done.stdout.splitlines() if "DL1000" in line or "error:" in line.split(" ")[:2]}


def kubernetes(path):
    import kubernetes_validate

    found = set()
    for document in load(path):
        if not isinstance(document, dict) or "apiVersion" not in document or "kind" not in document:
            continue
        try:
            kubernetes_validate.validate(document, "1.32", strict=True)
        except kubernetes_validate.ValidationError as error:
            found.add(f"{'.'.join(map(str, error.path))}: {error.message[:150]}")
        except Exception as error:  # a kind that the schemas do not have
            found.add(type(error).__name__)
    return found


def without_remote(schema):
    """The schema without references to others, which nothing is fetched for: they allow anything here."""
    if isinstance(schema, dict):
        return {
            key: without_remote(value) for key, value in schema.items()
            if not (key == "$ref" and isinstance(value, str) and value.startswith("http"))
        }
    return [without_remote(item) for item in schema] if isinstance(schema, list) else schema


class Schema:
    def __init__(self, path):
        import jsonschema

        with open(path, encoding="utf-8") as file:
            schema = without_remote(json.load(file))
        kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
        self.validator = kind(schema)

    def __call__(self, path):
        try:
            documents = load(path)
        except Exception as error:
            return {f"does not parse: {error}"}
        # As JSON has them: a date of YAML's is a text to a schema.
        documents = json.loads(json.dumps(documents, default=str))
        return {
            complaint for document in documents for error in self.validator.iter_errors(document)
            for complaint in complaints(error)
        }


def complaints(error):
    """One for each key that is not allowed: of several, a fix may take one away and leave the others."""
    place = ".".join(map(str, error.absolute_path))
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    if error.validator == "additionalProperties" and error.validator_value is False \
            and not error.schema.get("patternProperties") and isinstance(error.instance, dict):
        return [f"{place}: {key} is not allowed" for key in error.instance if key not in known]
    return [f"{place}: {error.message[:150]}"]
