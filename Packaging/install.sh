#!/bin/sh
# Installs ollama-lint into PREFIX. This script decides where the program comes from, for everybody who needs it:
#   1. the released archive for this platform and version, checked against the release's SHA256SUMS;
#   2. else, in a checkout with Swift, a build;
#   3. else nothing: one sentence says what to do.
#
#   install.sh [--version V] [--prefix DIR] [--from URL-OR-FOLDER] [--build auto|never|always] [--quiet]
#
# --from, or OLLAMA_LINT_RELEASES, names the place of the releases' files: a mirror, or a folder.
set -eu

# The repository is decided here (Packaging/version.py --repository OWNER/NAME); the release fills in both.
repository=${OLLAMA_LINT_REPOSITORY:-OWNER/ollama-lint}
version=
releases=${OLLAMA_LINT_RELEASES:-}
prefix=
build=auto
quiet=

usage() {
  sed -n '2,/^set -eu/{/^set -eu/d;s/^# \{0,1\}//;p;}' "$0"
}

fail() {
  echo "ollama-lint: $*" >&2
  exit 1
}

say() {
  [ -n "$quiet" ] || echo "$*"
}

while [ $# -gt 0 ]; do
  case $1 in
    --version | --prefix | --from | --build) [ $# -gt 1 ] || fail "$1 needs a value" ;;
  esac
  case $1 in
    --version) version=${2#v} && shift 2 ;;
    --prefix) prefix=$2 && shift 2 ;;
    --from) releases=$2 && shift 2 ;;
    --build) build=$2 && shift 2 ;;
    --quiet) quiet=yes && shift ;;
    -h | --help) usage && exit 0 ;;
    *) fail "unknown argument $1 (see --help)" ;;
  esac
done
case $build in auto | never | always) ;; *) fail "--build takes auto, never or always" ;; esac

if [ -z "$prefix" ]; then
  if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
fi

# The checkout that this script is part of, if it is.
checkout=
case $0 in
  */*)
    folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
    [ ! -e "$folder/../Package.swift" ] || checkout=$(dirname -- "$folder")
    ;;
esac
if [ -z "$version" ] && [ -n "$checkout" ]; then
  version=$(sed -n 's/.*static let version = "\([^"]*\)".*/\1/p' "$checkout/Sources/Linter/Version.swift")
fi
[ -n "$version" ] || fail "which version? Give it with --version, such as --version 0.1.0"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

system=$(uname -s | tr '[:upper:]' '[:lower:]')
machine=$(uname -m)
name=ollama-lint-$version-$system-$machine
archive=$name.tar.gz

# get NAME: one of the release's files into the working folder.
get() {
  case $releases in
    http://* | https://*)
      if command -v curl >/dev/null 2>&1; then
        curl --fail --silent --location --retry 2 --max-time 300 --output "$work/$1" "$releases/$1"
      elif command -v wget >/dev/null 2>&1; then
        wget -q -T 300 -O "$work/$1" "$releases/$1"
      else
        reason="neither curl nor wget is installed" && return 1
      fi || { reason="$releases/$1 cannot be downloaded" && return 1; }
      ;;
    *)
      [ -f "$releases/$1" ] || { reason="$releases has no $1" && return 1; }
      cp "$releases/$1" "$work/$1"
      ;;
  esac
}

digest() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# What a release holds for this platform, unpacked and tried, or a reason why there is none.
released() {
  if [ -z "$releases" ]; then
    case $repository in OWNER/*) reason="this copy of install.sh has no release address; pass --from URL" && return 1 ;; esac
    releases=https://github.com/$repository/releases/download/v$version
  fi
  get SHA256SUMS && get "$archive" || return 1
  wanted=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$work/SHA256SUMS")
  [ -n "$wanted" ] || { reason="SHA256SUMS of the release does not list $archive" && return 1; }
  # A wrong checksum is never a reason to go on another way.
  [ "$wanted" = "$(digest "$work/$archive")" ] || fail "$archive does not have the checksum that the release states; nothing was installed"
  mkdir "$work/tree"
  tar -xzf "$work/$archive" -C "$work/tree"
  "$work/tree/bin/ollama-lint" --version >/dev/null 2>&1 || { reason="the released binary does not run here (is this system without glibc?)" && return 1; }
}

built() {
  [ -n "$checkout" ] || { lack="a checkout of the source" && return 1; }
  command -v swift >/dev/null 2>&1 || { lack="Swift 6 (https://www.swift.org/install)" && return 1; }
  command -v make >/dev/null 2>&1 || { lack="make" && return 1; }
  say "Building from source; this takes some minutes"
  make -C "$checkout" --no-print-directory install PREFIX="$prefix" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2 && fail "the build failed"; }
}

reason="--build always"
if [ "$build" != always ] && released; then
  (cd "$work/tree" && find bin share -type f) | while read -r file; do
    mkdir -p "$prefix/$(dirname "$file")"
    # Copy next to it and rename, so that a running program or half a copy does no harm.
    cp -p "$work/tree/$file" "$prefix/$file.new.$$" && mv -f "$prefix/$file.new.$$" "$prefix/$file"
  done
elif [ "$build" = never ]; then
  fail "no released binary of $version for $system $machine: $reason"
elif ! built; then
  fail "no released binary of $version for $system $machine: $reason. A build from source needs $lack."
fi
"$prefix/bin/ollama-lint" --version >/dev/null || fail "$prefix/bin/ollama-lint does not start"
say "Installed $prefix/bin/ollama-lint ($version)"
case :$PATH: in
  *:"$prefix/bin":*) ;;
  *) say "$prefix/bin is not in PATH: add  export PATH=\"$prefix/bin:\$PATH\"  to your shell profile" ;;
esac
