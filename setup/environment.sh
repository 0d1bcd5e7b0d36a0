# Sourced by ./start and ./check: makes and uses .venv in the repository, with uv where it is present and with Python's own
# venv and pip where it is not. Expects $here. Gives $python, $bin, say, set_up and set_up_if_possible.

venv="$here/.venv"
bin="$venv/bin"
python="$bin/python"

say() { printf '%s\n' "$*" >&2; }
stop() { say "lumbar: $*"; exit 1; }

# A Python of at least 3.11, newest name last so that a plain `python3` that suffices is preferred.
find_python() {
  for candidate in "${LUMBAR_PYTHON-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$candidate" ] || continue
    if command -v "$candidate" >/dev/null 2>&1 &&
       "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$candidate"; return 0
    fi
  done
  return 1
}

venv_works() { [ -x "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

make_venv() {
  venv_works && return 0
  found=$(find_python) || {
    command -v uv >/dev/null 2>&1 && { say "Fetching Python 3.12 with uv ..."; uv venv --quiet --clear --python 3.12 "$venv" && return 0; }
    stop "Python 3.11 or newer is missing. Install it from python.org or with your system's packages, then run this again."
  }
  say "Making .venv with $found ..."
  rm -rf "$venv"
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$found" "$venv" && return 0
  fi
  "$found" -m venv "$venv" >/dev/null 2>&1 || {
    rm -rf "$venv"
    stop "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv; then run this again."
  }
}

# What is installed is written down per extra, with a digest of what it was installed from, so that the second run costs nothing.
wanted() { cat "$here/pyproject.toml" "$here/setup/constraints.txt" | cksum | tr -d ' \t'; }

installed() { [ -f "$venv/.lumbar-$1" ] && [ "$(cat "$venv/.lumbar-$1")" = "$(wanted) $here" ]; }

set_up() {
  make_venv
  installed "$1" && return 0
  case "$1" in core) target="$here" ;; *) target="$here[$1]" ;; esac
  say "Installing what Lumbar needs ($1); this takes a minute the first time ..."
  install_editable "$target" || stop "installing ($1) failed; the lines above say why. The first time needs a network connection."
  for done_now in core "$1"; do printf '%s %s' "$(wanted)" "$here" > "$venv/.lumbar-$done_now"; done
}

install_editable() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$python" --constraint "$here/setup/constraints.txt" --editable "$1"
  else
    "$python" -m pip install --quiet --disable-pip-version-check --constraint "$here/setup/constraints.txt" --editable "$1"
  fi
}

set_up_if_possible.

venv="$here/.venv"
bin="$venv/bin"
python="$bin/python"

say() { printf '%s\n' "$*" >&2; }
stop() { say "lumbar: $*"; exit 1; }

# A Python of at least 3.11, newest name last so that a plain `python3` that suffices is preferred.
find_python() {
  for candidate in "${LUMBAR_PYTHON-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$candidate" ] || continue
    if command -v "$candidate" >/dev/null 2>&1 &&
       "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$candidate"; return 0
    fi
  done
  return 1
}

venv_works() { [ -x "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

make_venv() {
  venv_works && return 0
  found=$(find_python) || {
    command -v uv >/dev/null 2>&1 && { say "Fetching Python 3.12 with uv ..."; uv venv --quiet --clear --python 3.12 "$venv" && return 0; }
    stop "Python 3.11 or newer is missing. Install it from python.org or with your system's packages, then run this again."
  }
  say "Making .venv with $found ..."
  rm -rf "$venv"
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$found" "$venv" && return 0
  fi
  "$found" -m venv "$venv" >/dev/null 2>&1 || {
    rm -rf "$venv"
    stop "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv; then run this again."
  }
}

# What is installed is written down per extra, with a digest of what it was installed from, so that the second run costs nothing.
wanted() { cat "$here/pyproject.toml" "$here/setup/constraints.txt" | cksum | tr -d ' \t'; }

installed() { [ -f "$venv/.lumbar-$1" ] && [ "$(cat "$venv/.lumbar-$1")" = "$(wanted) $here" ]; }

set_up() {
  make_venv
  installed "$1" && return 0
  case "$1" in core) target="$here" ;; *) target="$here[$1]" ;; esac
  say "Installing what Lumbar needs ($1); this takes a minute the first time ..."
  install_editable "$target" || stop "installing ($1) failed; the lines above say why. The first time needs a network connection."
  for done_now in core "$1"; do printf '%s %s' "$(wanted)" "$here" > "$venv/.lumbar-$done_now"; done
}

install_editable() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$python" --constraint "$here/setup/constraints.txt" --editable "$1"
  else
    "$python" -m pip install --quiet --disable-pip-version-check --constraint "$here/setup/constraints.txt" --editable "$1"
  fi
}

return_or_stop() {
  stop "installing ($1) failed; the lines above say why. Without a network connection it cannot be done the first time."
}

set_up_if_possible() { ( set_up "$1" ) || say "lumbar: $1 could not be set up here; $2."; }
