#!/usr/bin/env python3
"""Files under 1 MiB that are made to take time or memory: each is linted, and fixed in memory.

    Tests/Soak/pathological.py BINARY [WORD ...]

Only cases whose name holds one of the words are run. Prints seconds of processor time and MiB for a lint and for a
`--diff --unsafe-fixes`, and whether a finding says that something was cut off. Ends with 1 if a run takes more than 2 s or 200 MiB
and no finding says so.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import tool  # noqa: E402

SECONDS, MEBIBYTES = 2.0, 200
IMAGE = "image: ollama/ollama:0.32.15"


def compose(lines):
    return "services:\n" + "".join(lines)


def deployment(index, env=""):
    return (f"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: o{index}}}\nspec:\n  template:\n    spec:\n"
            f"      containers:\n      - name: o\n        image: ollama/ollama\n        env: [{env}]\n")


def shared(count, environment):
    return ("x: &e {" + ",".join(f"OLLAMA_X{i}: {i}" for i in range(count)) + "}\nservices:\n"
            + "".join(f"  o{i}: {{image: ollama/ollama, environment: {environment}}}\n" for i in range(count)))


def opencode(providers, models, url="http://localhost:11434"):
    return json.dumps({"provider": {f"ollama{j}": {
        "npm": "@ai-sdk/openai-compatible", "options": {"baseURL": url},
        "models": {f"qwen3:{i}b": {"limit": {"context": 999999}} for i in range(models)}} for j in range(providers)}})


def urls(count, separator=";"):
    return separator.join(f"http://localhost:{i}" for i in range(count))


CASES = {
    "400 services share 400 variables": {"compose.yaml": lambda: shared(400, "*e")},
    "800 services share 800 variables": {"compose.yaml": lambda: shared(800, "*e")},
    "400 services merge 400 variables": {"compose.yaml": lambda: shared(400, "{<<: *e}")},
    "3,000 services share 3,000 variables": {"compose.yaml": lambda: shared(3000, "*e")},
    "400 services merge a service of 400 variables": {"compose.yaml": lambda: "x: &s\n  " + IMAGE + "\n  environment: {" + ",".join(f"OLLAMA_X{i}: {i}" for i in range(400)) + "}\n" + compose(f"  o{i}: {{<<: *s}}\n" for i in range(400))},
    "400 services extend one of 400 variables": {"compose.yaml": lambda: compose([f"  s:\n    {IMAGE}\n    environment: {{" + ",".join(f"OLLAMA_X{i}: {i}" for i in range(400)) + "}\n"] + [f"  o{i}: {{extends: s}}\n" for i in range(400)])},
    "400 services read a .env of 400 variables": {"compose.yaml": lambda: compose(f"  o{i}: {{{IMAGE}, env_file: a.env}}\n" for i in range(400)), "a.env": lambda: "".join(f"OLLAMA_X{i}={i}\n" for i in range(400))},
    "400 services with a list of 400 ports": {"compose.yaml": lambda: "x: &p [" + ",".join(f"'{20000 + i}:11434'" for i in range(400)) + "]\n" + compose(f"  o{i}: {{{IMAGE}, ports: *p}}\n" for i in range(400))},
    "400 containers share an env of 400": {"k.yaml": lambda: "apiVersion: v1\nkind: Pod\nmetadata: {name: o}\nspec:\n  containers:\n  - name: c\n    image: ollama/ollama\n    env: &e [" + ",".join(f"{{name: OLLAMA_X{i}, value: a}}" for i in range(400)) + "]\n" + "".join(f"  - {{name: c{i}, image: ollama/ollama, env: *e}}\n" for i in range(400))},
    "400 pods read a ConfigMap of 400": {"k.yaml": lambda: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {" + ",".join(f"OLLAMA_X{i}: a" for i in range(400)) + "}\n" + "".join(f"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{i}}}\nspec: {{containers: [{{name: o, image: ollama/ollama, envFrom: [{{configMapRef: {{name: m}}}}]}}]}}\n" for i in range(400))},
    "Continue, 400 models share 400 options": {".continue/config.yaml": lambda: "name: x\nversion: 0.0.1\nschema: v1\nx: &o {" + ",".join(f"k{i}: 1" for i in range(400)) + "}\nmodels:\n" + "".join(f"  - {{name: m{i}, provider: ollama, model: 'qwen3:8b', defaultCompletionOptions: *o}}\n" for i in range(400))},
    "4,000 URLs": {"compose.yaml": lambda: compose([f"  ollama: {{{IMAGE}}}\n  web:\n    image: ghcr.io/open-webui/open-webui:main\n    environment:\n      OLLAMA_BASE_URLS: \"" + urls(4000) + '"\n'])},
    "4,000 URLs of OpenAI": {"compose.yaml": lambda: compose([f"  ollama: {{{IMAGE}}}\n  web:\n    image: ghcr.io/open-webui/open-webui:main\n    environment:\n      OPENAI_API_BASE_URLS: \"" + urls(4000) + '"\n'])},
    "4,000 URLs in .env": {".env": lambda: "OLLAMA_BASE_URLS=" + urls(4000) + "\n"},
    "4,000 URLs in a script": {"run.sh": lambda: "docker run -d -e OLLAMA_BASE_URLS='" + urls(4000) + "' ghcr.io/open-webui/open-webui:main\n"},
    "4,000 services, each with a URL": {"compose.yaml": lambda: compose([f"  ollama: {{{IMAGE}, ports: ['11434:11434']}}\n"] + [f"  w{i}: {{image: 'ghcr.io/open-webui/open-webui:main', environment: {{OLLAMA_BASE_URL: 'http://localhost:{i}'}}}}\n" for i in range(4000)])},
    "4,000 origins": {"compose.yaml": lambda: compose([f"  ollama:\n    {IMAGE}\n    environment:\n      OLLAMA_ORIGINS: \"" + urls(4000, ",") + '"\n'])},
    "8,000 Codex providers": {".codex/config.toml": lambda: 'model_provider="o"\n' + "".join(f'[model_providers.o{i}]\nbase_url="http://localhost:11434"\nwire_api="chat"\n' for i in range(8000))},
    "8,000 Codex profiles": {".codex/config.toml": lambda: 'model_provider="o"\n[model_providers.o]\nbase_url="http://localhost:11434"\n' + "".join(f'[profiles.o{i}]\nmodel_provider="o"\nmodel="qwen3:{i}b"\n' for i in range(8000))},
    "3,000 Deployments": {"k.yaml": lambda: "".join(deployment(i, "{name: OLLAMA_KEEP_ALIVE, value: 5minutes},{name: OLLAMA_NUM_PARALLEL, value: 2}") for i in range(3000))},
    "3,000 Deployments, one name": {"k.yaml": lambda: "".join(deployment(0) for i in range(3000))},
    "1,500 Deployments with Services": {"k.yaml": lambda: "".join(deployment(i) + f"---\napiVersion: v1\nkind: Service\nmetadata: {{name: o{i}}}\nspec: {{selector: {{app: o}}, ports: [{{port: 11434}}]}}\n" for i in range(1500))},
    "100x100 OpenCode models": {"opencode.json": lambda: opencode(100, 100)},
    "1x5,000 OpenCode models": {"opencode.json": lambda: opencode(1, 5000)},
    "5,000x1 OpenCode models": {"opencode.json": lambda: opencode(5000, 1)},
    "1x5,000 OpenCode models and a server": {"opencode.json": lambda: opencode(1, 5000), "compose.yaml": lambda: compose([f"  ollama: {{{IMAGE}, ports: ['11434:11434']}}\n"])},
    "5,000 models of Continue": {".continue/config.yaml": lambda: "name: x\nversion: 0.0.1\nschema: v1\nmodels:\n" + "".join(f"  - {{name: m{i}, provider: ollama, model: 'qwen3:{i}b', apiBase: 'http://localhost:11434/v1'}}\n" for i in range(5000))},
    "5,000 models of Aider": {".aider.model.settings.yml": lambda: "".join(f"- name: ollama/m{i}\n  extra_params: {{num_ctx: 32k}}\n" for i in range(5000))},
    "12,000 duplicate parameters": {"Modelfile": lambda: "FROM qwen3:8b\n" + "PARAMETER num_ctx 4096\n" * 12000},
    "12,000 duplicate systems": {"Modelfile": lambda: "FROM qwen3:8b\n" + "SYSTEM you are\n" * 12000},
    "12,000 wrong parameters": {"Modelfile": lambda: "FROM qwen3:8b\n" + "PARAMETER num_ctx 32k\n" * 12000},
    "12,000 unknown parameters": {"Modelfile": lambda: "FROM qwen3:8b\n" + "".join(f"PARAMETER num_ct{i} 1\n" for i in range(12000))},
    "12,000 messages": {"Modelfile": lambda: "FROM qwen3:8b\n" + "MESSAGE user a\n" * 12000},
    "12,000 stops": {"Modelfile": lambda: "FROM qwen3:8b\n" + "".join(f"PARAMETER stop a{i}\n" for i in range(12000))},
    "12,000 FROM": {"Modelfile": lambda: "FROM qwen3:8b\n" * 12000},
    "12,000 licences of three lines": {"Modelfile": lambda: "FROM qwen3:8b\n" + 'LICENSE """\na\n"""\n' * 12000},
    "20,000 template blocks": {"Modelfile": lambda: 'FROM qwen3:8b\nTEMPLATE """' + "{{ if .System }}" * 20000 + '"""\n'},
    "a .env of 30,000 lines": {".env": lambda: "".join(f"OLLAMA_HOS{i}=1\n" for i in range(30000))},
    "a .env of 30,000 duplicates": {".env": lambda: "OLLAMA_HOST=0.0.0.0\n" * 30000, "compose.yaml": lambda: compose([f"  o: {{{IMAGE}, env_file: .env}}\n"])},
    "a .env of 30,000 references": {".env": lambda: "A0=1\n" + "".join(f"A{i}=$A{i - 1}$A{i - 1}\n" for i in range(1, 30000)) + "OLLAMA_HOST=$A29999\n", "compose.yaml": lambda: compose([f"  o: {{{IMAGE}, env_file: .env}}\n"])},
    "60 doublings in .env": {".env": lambda: "A0=11111111\n" + "".join(f"A{i}=$A{i - 1}$A{i - 1}\n" for i in range(1, 60)) + "OLLAMA_HOST=$A59\n", "compose.yaml": lambda: compose([f"  o: {{{IMAGE}, env_file: .env}}\n"])},
    "60 doublings in a script": {"run.sh": lambda: "A0=11111111\n" + "".join(f"A{i}=$A{i - 1}$A{i - 1}\n" for i in range(1, 60)) + "export OLLAMA_HOST=$A59\nollama serve\n"},
    "5,000 nested defaults": {"compose.yaml": lambda: compose([f"  o:\n    image: ollama/ollama\n    environment:\n      OLLAMA_HOST: \"" + "${A:-" * 5000 + "}" * 5000 + '"\n'])},
    "60 doublings of ARG": {"Dockerfile": lambda: "FROM ollama/ollama\nARG A0=11111111\n" + "".join(f"ARG A{i}=$A{i - 1}$A{i - 1}\n" for i in range(1, 60)) + "ENV OLLAMA_HOST=$A59\n"},
    "90 levels of flow": {"compose.yaml": lambda: compose([f"  o: {{{IMAGE}, x: " + "[" * 90 + "]" * 90 + "}\n"] * 1)},
    "200,000 brackets, YAML": {"compose.yaml": lambda: compose([f"  o: {{{IMAGE}, x: " + "[" * 200000])},
    "200,000 brackets, JSON": {"opencode.json": lambda: '{"provider": {"ollama": ' + "[" * 200000},
    "200,000 brackets, TOML": {".codex/config.toml": lambda: 'model_provider="ollama"\nx = ' + "[" * 200000},
    "200,000 substitutions, shell": {"run.sh": lambda: "docker run ollama/ollama " + "$(" * 200000},
    "100,000 pairs of quotes, shell": {"run.sh": lambda: "docker run ollama/ollama " + "''\"\"" * 100000 + "\n"},
    "50,000 options in one line": {"run.sh": lambda: "docker run ollama/ollama " + "-e A=b " * 50000 + "\n"},
    "50,000 options before the image": {"run.sh": lambda: "docker run " + "-e OLLAMA_A=b " * 50000 + "ollama/ollama\n"},
    "5,000 docker runs": {"run.sh": lambda: "".join(f"docker run -d --name o{i} -p {i}:11434 -e OLLAMA_KEEP_ALIVE=5minutes ollama/ollama\n" for i in range(5000))},
    "3,000 pairs on a network": {"run.sh": lambda: "".join(f"docker run -d --network n --name o{i} ollama/ollama\ndocker run -d --network n -e OLLAMA_BASE_URL=http://localhost:11434 ghcr.io/open-webui/open-webui:main\n" for i in range(3000))},
    "5,000 ollama runs": {"run.sh": lambda: "".join(f"ollama run m{i}\n" for i in range(5000))},
    "5,000 ollama creates and runs": {"run.sh": lambda: "".join(f"ollama create m{i} -f Modelfile\nollama run m{i}\n" for i in range(5000)), "Modelfile": lambda: "FROM qwen3:8b\nPARAMETER num_ctx 32k\n"},
    "10,000 exports": {"run.sh": lambda: "".join(f"export OLLAMA_A{i}=1\n" for i in range(10000)) + "ollama serve\n"},
    "300 exports before 300 serves": {"run.sh": lambda: "".join(f"export OLLAMA_A{i}=1\nollama serve\n" for i in range(600))},
    "10,000 here-documents": {"run.sh": lambda: "".join(f"cat > Modelfile{i} <<E{i}\nFROM x\nE{i}\n" for i in range(10000))},
    "10,000 nested here-documents": {"run.sh": lambda: "cat <<A > Modelfile\nFROM x\n" * 10000},
    "200 here-documents opened in a line": {"run.sh": lambda: "ollama run x; cat " + "".join(f"<<E{i} " for i in range(20000)) + "\n"},
    "here-documents in here-documents": {"run.sh": lambda: "".join("sh <<E%d\n" % i for i in range(3000)) + "ollama serve\n" + "".join("E%d\n" % i for i in reversed(range(3000)))},
    "30,000 fences": {"README.md": lambda: "ollama\n" + "```sh\nollama run x\n```\n" * 30000},
    "5,000 fences of Compose": {"README.md": lambda: f"ollama\n" + f"```yaml\nservices:\n  o:\n    {IMAGE}\n    environment: {{OLLAMA_KEEP_ALIVE: 5minutes}}\n```\n" * 5000},
    "5,000 fences of Modelfile": {"README.md": lambda: "ollama\n" + "```modelfile\nFROM qwen3:8b\nPARAMETER num_ctx 32k\n```\n" * 5000},
    "nested quotes in Markdown": {"README.md": lambda: "ollama run x\n" + (">" * 500 + " ```sh\n" + ">" * 500 + " ollama run x\n") * 900},
    "a fence of backticks": {"README.md": lambda: "ollama\n" + "`" * 400000 + "\nollama run x\n" + "".join("`" * (i % 50 + 3) + "\n" for i in range(15000))},
    "700 files that include each other": {f"f{i}/compose.yaml": (lambda i=i: f"include: [../f{(i + 1) % 700}/compose.yaml]\n" + compose([f"  s{i}: {{{IMAGE}}}\n"])) for i in range(700)},
    "100 files that include all": {f"f{i}/compose.yaml": (lambda i=i: "include: [" + ", ".join(f"../f{j}/compose.yaml" for j in range(100)) + "]\n" + compose([f"  s{i}: {{{IMAGE}, environment: {{OLLAMA_KEEP_ALIVE: 5minutes}}}}\n"])) for i in range(100)},
    "700 files that extend each other": {f"f{i}/compose.yaml": (lambda i=i: compose([f"  s: {{{IMAGE}, extends: {{file: ../f{i + 1}/compose.yaml, service: s}}}}\n"])) for i in range(700)},
    "20 overrides": {**{"compose.yaml": lambda: compose(f"  s{i}: {{{IMAGE}}}\n" for i in range(500))}, **{f"compose.{j}.yaml": lambda: compose(f"  s{i}: {{environment: {{OLLAMA_KEEP_ALIVE: 5minutes}}}}\n" for i in range(500)) for j in range(20)}},
    "1,000 services depend on each other": {"compose.yaml": lambda: compose(f"  s{i}: {{{IMAGE}, depends_on: [" + ",".join(f"s{j}" for j in range(i - 60, i + 60) if 0 <= j < 1000) + "]}\n" for i in range(1000))},
    "4,000 services in a chain": {"compose.yaml": lambda: compose(f"  s{i}: {{{IMAGE}, depends_on: [s{i + 1}]}}\n" for i in range(4000))},
    "1,000 extends in a row": {"compose.yaml": lambda: compose([f"  s0: {{{IMAGE}, environment: {{OLLAMA_KEEP_ALIVE: 5minutes}}}}\n"] + [f"  s{i}: {{extends: s{i - 1}}}\n" for i in range(1, 1000)])},
    "5,000 extends in a row": {"compose.yaml": lambda: compose([f"  s0: {{{IMAGE}}}\n"] + [f"  s{i}: {{extends: s{i - 1}}}\n" for i in range(1, 5000)])},
    "5,000 services to fix": {"compose.yaml": lambda: compose(f"  s{i}: {{{IMAGE}, environment: {{OLLAMA_KEEP_ALIVE: 5minutes}}}}\n" for i in range(5000))},
    "5,000 services with variables": {"compose.yaml": lambda: compose(f"  s{i}: {{{IMAGE}, environment: {{OLLAMA_HOST: '${{A{i}}}'}}}}\n" for i in range(5000)), ".env": lambda: "".join(f"A{i}=0.0.0.0\n" for i in range(5000))},
    "one long line, Compose": {"compose.yaml": lambda: "{services: {o: {image: ollama/ollama, environment: {" + ", ".join(f"OLLAMA_A{i}: 1" for i in range(10000)) + "}}}}\n"},
    "one long line, OpenCode": {"opencode.json": lambda: '{"model": "ollama/' + "x" * 900000 + '"}'},
    "one long line, Modelfile": {"Modelfile": lambda: "FROM " + "x" * 900000 + "\n"},
    "one long line, .env": {".env": lambda: "OLLAMA_HOST=" + "x" * 900000 + "\n"},
    "one long line, unit": {"ollama.service": lambda: "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=" + " ".join(f"OLLAMA_A{i}=1" for i in range(30000)) + "\n"},
    "one long line of @": {"run.sh": lambda: "# ollama run x " + "a:b@" * 200000 + "\nollama run x\n"},
    "one long line of key=": {"run.sh": lambda: "# ollama run x " + "token=" * 150000 + "\nollama run x\n"},
    "drop-ins": {f"ollama.service.d/{i}.conf": lambda: "[Service]\nEnvironment=OLLAMA_KEEP_ALIVE=5minutes\n" for i in range(700)} | {"ollama.service": lambda: "[Service]\nExecStart=/usr/bin/ollama serve\n"},
    "700 units and drop-ins of a template": {f"ollama@{i}.service.d/a.conf": lambda: "[Service]\nEnvironment=OLLAMA_KEEP_ALIVE=5minutes\n" for i in range(700)} | {"ollama@.service": lambda: "[Service]\nExecStart=/usr/bin/ollama serve\n"},
    "700 Modelfiles": {f"{i}.modelfile": lambda: "FROM qwen3:8b\nPARAMETER num_ctx 32k\n" for i in range(700)},
    "700 clients and servers": {**{f"d{i}/compose.yaml": lambda: compose([f"  ollama: {{{IMAGE}, ports: ['11434:11434']}}\n"]) for i in range(350)}, **{f"d{i}/opencode.json": lambda: opencode(1, 1) for i in range(350)}},
    "Modelfiles from each other": {f"{i}.modelfile": (lambda i=i: f"FROM m{i + 1}\n") for i in range(700)} | {"create.sh": lambda: "".join(f"ollama create m{i} -f {i}.modelfile\n" for i in range(700))},
    "20,000 elements, XML": {"ollama.xml": lambda: "<domain type='kvm'><name>ollama</name><devices>" + "<hostdev mode='subsystem' type='pci'><source><address bus='1'/></source></hostdev>" * 9000 + "</devices></domain>"},
    "20,000 attributes, XML": {"ollama.xml": lambda: "<domain type='kvm'" + "".join(f" a{i}='b'" for i in range(50000)) + "><name>ollama</name></domain>"},
    "Home Assistant": {"configuration.yaml": lambda: "ollama:\n" + "".join(f"  - url: http://localhost:{i}\n" for i in range(10000))},
    "LiteLLM, 5,000 models": {"litellm_config.yaml": lambda: "model_list:\n" + "".join(f"  - model_name: m{i}\n    litellm_params: {{model: ollama/m{i}, api_base: 'http://localhost:11434'}}\n" for i in range(5000))},
    "llama-swap, 5,000 models": {"llama-swap.yaml": lambda: "models:\n" + "".join(f"  m{i}: {{cmd: 'llama-server -m /m{i}.gguf -ngl 99'}}\n" for i in range(5000))},
    "init.lua of 5,000": {"init.lua": lambda: 'require("codecompanion").setup({ adapters = { ollama = {' + "".join(f'  a{i} = {{ env = {{ url = "http://localhost:11434" }} }},\n' for i in range(5000)) + "} } })\n"},
    "20,000 suppressions": {"Modelfile": lambda: "FROM qwen3:8b\n" + "# ollama-lint: ignore[model/x]\nPARAMETER num_ctx 32k\n" * 10000},
    "2,000 documents of YAML": {"k.yaml": lambda: "---\n# ollama\na: b\n" * 50000},
    "anchors in a row": {"compose.yaml": lambda: "x0: &x0 {OLLAMA_A: 1}\n" + "".join(f"x{i}: &x{i} {{<<: *x{i - 1}, OLLAMA_A{i}: 1}}\n" for i in range(1, 3000)) + compose([f"  o: {{{IMAGE}, environment: *x2999}}\n"])},
    "an anchor redefined": {"compose.yaml": lambda: "".join(f"x{i}: &x {{<<: *x, A{i}: 1}}\n" if i else "x0: &x {A: 1}\n" for i in range(5000)) + compose([f"  o: {{{IMAGE}, environment: *x}}\n"])},
    "alias bomb": {"compose.yaml": lambda: "a0: &a0 [ollama/ollama]\n" + "".join(f"a{i}: &a{i} [{','.join(f'*a{i - 1}' for _ in range(9))}]\n" for i in range(1, 30)) + "services: {ollama: {image: ollama/ollama, ports: *a29, environment: {OLLAMA_KEEP_ALIVE: 5minutes}}}\n"},
    "merge bomb": {"compose.yaml": lambda: "x0: &x0 {image: ollama/ollama, ports: ['11434:11434']}\n" + "".join(f"x{i}: &x{i}\n  <<: [{', '.join([f'*x{i - 1}'] * 9)}]\n" for i in range(1, 30)) + "services:\n  ollama:\n    <<: *x29\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n"},
    "Helm values": {"values.yaml": lambda: "ollama:\n  image: {repository: ollama/ollama}\n  extraEnv:\n" + "".join(f"    - {{name: OLLAMA_A{i}, value: a}}\n" for i in range(10000)), "Chart.yaml": lambda: "name: ollama\n"},
}


def measure(command, root):
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.STDOUT,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))
        _, status, usage = os.wait4(child.pid, 0)
        out.seek(0)
        said = out.read(1 << 26)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), said


def main():
    binary, words = os.path.abspath(sys.argv[1]), sys.argv[2:]
    bad = 0
    print(f"{'':46} {'s lint':>7} {'MiB':>6} {'s diff':>7} {'MiB':>6}")
    for name, files in CASES.items():
        if words and not any(word in name for word in words):
            continue
        with tempfile.TemporaryDirectory(prefix="attack-") as root:
            os.mkdir(root + "/.git")
            for path, text in files.items():
                tool.write(root, path, text())
            size = sum(os.path.getsize(os.path.join(root, path)) for path in files)
            flags = ["--severity", "info", "--fail-on", "never", "--no-progress", "."]
            lint = measure([binary, "--format", "concise", *flags], root)
            diff = measure([binary, "--diff", "--unsafe-fixes", *flags], root)
        is_said = b"io/too-large" in lint[3] or b"stopped fixing" in diff[3]
        is_good = all(part[2] in (0, 1) for part in (lint, diff)) and size < 1 << 20 and all(
            part[0] <= SECONDS and part[1] <= MEBIBYTES for part in (lint, diff))
        bad += not is_good
        print(f"{name:46} {lint[0]:7.2f} {lint[1]:6.0f} {diff[0]:7.2f} {diff[1]:6.0f}"
              f" {'' if is_good else f'BAD {lint[2]} {diff[2]}'}{' told' if is_said else ''}", flush=True)
    print(f"{bad} over {SECONDS} s or {MEBIBYTES} MiB")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
