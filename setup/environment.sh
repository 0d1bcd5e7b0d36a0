# Sourced by ./start and ./check, which set $here: makes and uses .venv in the repository, with uv where it is present and
# with Python's own venv and pip where it is not. Gives them $python, $bin, say, set_up and set_up_if_possible.

venv="$here/.venv"
bin="$venv/bin"
python="$bin/python"

say() { printf '%s\n' "$*" >&2; }
stop() { say "lumbar: $*"; exit 1; }

# A Python of at least 3.11. LUMBAR_PYTHON names one; else a plain python3 that suffices is preferred.
find_python() {
  for candidate in "${LUMBAR_PYTHON-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$candidate" ] || continue
    if new_enough "$candidate"; then command -v "$candidate"; return 0; fi
  done
  return 1
}

new_enough() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

have_uv() { command -v uv >/dev/null 2>&1; }

make_venv() {
  new_enough "$python" && return 0
  rm -rf "$venv"  # nothing, or one that was moved here or whose Python is gone
  if found=$(find_python); then
    say "Making .venv with $found ..."
    if have_uv; then uv venv --quiet --python "$found" "$venv" && return 0; fi
    "$found" -m venv "$venv" >/dev/null 2>&1 && return 0
    rm -rf "$venv"
    stop "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv; then run this again."
  fi
  if have_uv; then
    say "Fetching Python 3.12 with uv ..."
    uv venv --quiet --python 3.12 "$venv" && return 0
  fi
  stop "Python 3.11 or newer is missing. Install it from python.org or your system's packages, then run this again."
}

# What is installed is written down for each part with what it was installed from, so that the second run costs nothing.
origin() {
  case "$1" in
    web*) set -- "$here/setup/web_assets.py" "$here/setup/web/package.json" "$here/setup/web/package-lock.json" ;;
    *) set -- "$here/pyproject.toml" "$here/setup/constraints.txt" ;;
  esac
  printf '%s %s' "$(cat "$@" | cksum)" "$here"
}

installed() {
  [ -f "$venv/.lumbar-$1" ] && [ "$(cat "$venv/.lumbar-$1")" = "$(origin "$1")" ] || return 1
  case "$1" in web*) [ -f "$here/src/lumbar/web/static/vendor/htmx.min.js" ] ;; esac  # it stands outside .venv
}

# set_up core | dev | video | cohort | web | web-dev
set_up() {
  make_venv
  installed "$1" && return 0
  say "Installing what Lumbar needs ($1); this takes a minute the first time ..."
  case "$1" in
    core) install "$here" ;;
    web) "$python" "$here/setup/web_assets.py" ;;
    web-dev) "$python" "$here/setup/web_assets.py" --dev ;;
    *) install "$here[$1]" ;;
  esac || stop "installing ($1) failed; the lines above say why. The first time needs a network connection."
  case "$1" in web*) with=web ;; *) with=core ;; esac
  for part in "$with" "$1"; do origin "$part" > "$venv/.lumbar-$part"; done
}

install() {
  if have_uv; then
    uv pip install --quiet --python "$python" --constraint "$here/setup/constraints.txt" --editable "$1"
  else
    "$python" -m pip install --quiet --disable-pip-version-check --constraint "$here/setup/constraints.txt" --editable "$1"
  fi
}

# Without the last line of a failed set_up, which says less than the one here.
set_up_if_possible() { ( stop() { exit 1; }; set_up "$1" ) || say "lumbar: $1 could not be set up here; $2."; }
set_up_web_if_possible() { set_up_if_possible web "every page works without it, only plainer"; }

# The video part and, where that worked, the pose model's weights; what went wrong with those is said by the command.
set_up_video_if_possible() {
  set_up_if_possible video "everything but video works without it"
  installed video || return 0
  "$python" -m lumbar video-setup >&2 || say "lumbar: the weights for video could not be fetched; everything but video works without them."
}
