#!/usr/bin/env bash
# The linting step of action.yml: annotations, a SARIF file where one is asked for, and a summary of the job, with the
# deployment and what it takes of the machine's memory.
# Inputs come as INPUT_* variables; nothing of them is evaluated.
set -euo pipefail

program=$RUNNER_TEMP/ollama-lint/bin/ollama-lint
read -r -a paths <<<"${INPUT_PATHS:-.}"
read -r -a arguments <<<"${INPUT_ARGUMENTS:-}"
arguments+=(--no-progress)
[ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline "$INPUT_BASELINE")

# Only findings in lines that the pull request changes.
if [ "${INPUT_CHANGED_ONLY:-false}" = true ] && [ -n "${BASE_SHA:-}" ]; then
  git cat-file -e "$BASE_SHA^{commit}" 2>/dev/null || git fetch --quiet --depth=1 origin "$BASE_SHA"
  git diff --unified=0 --no-color --no-ext-diff "$BASE_SHA" HEAD >"$RUNNER_TEMP/ollama-lint.diff"
  arguments+=(--changed-in "$RUNNER_TEMP/ollama-lint.diff")
fi

if [ -n "${INPUT_SARIF:-}" ]; then
  "$program" --format sarif --output "$INPUT_SARIF" --fail-on never "${arguments[@]}" "${paths[@]}"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  "$program" --format markdown --fail-on never "${arguments[@]}" "${paths[@]}" >>"$GITHUB_STEP_SUMMARY"
  # The map is of the machine that the findings are about.
  machine=()
  for ((i = 0; i < ${#arguments[@]}; i++)); do
    case ${arguments[i]} in
      --gpu | --vram | --ram | --held | --machine) machine+=("${arguments[i]}" "${arguments[i + 1]:-}") ;;
      --gpu=* | --vram=* | --ram=* | --held=* | --machine=*) machine+=("${arguments[i]}") ;;
    esac
  done
  # Folded, and cut: a summary takes 1 MiB. Indented lines are code that no name in a file can end, as it could a fence.
  "$program" map --color never --output "$RUNNER_TEMP/ollama-lint.map" ${machine[@]+"${machine[@]}"} "${paths[@]}" || true
  if grep -q '^Servers$' "$RUNNER_TEMP/ollama-lint.map" 2>/dev/null; then
    {
      printf '\n<details><summary>Deployment and memory</summary>\n\n'
      head -n 2000 "$RUNNER_TEMP/ollama-lint.map" | sed 's/^/    /'
      printf '\n</details>\n'
    } >>"$GITHUB_STEP_SUMMARY"
  fi
fi
status=0
"$program" --format github --fail-on "${INPUT_FAIL_ON:-error}" "${arguments[@]}" "${paths[@]}" || status=$?
exit "$status"
