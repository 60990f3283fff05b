#!/usr/bin/env bash
# Sourced by install.sh: finds the Node that the units run, as `node`, or says how to get one.
# shellcheck disable=SC2154,SC2034,SC2317 # Variables and functions are those of install.sh.

case $(uname -m) in
  aarch64 | arm64) node_kind=linux-arm64 ;;
  *) node_kind=linux-x64 ;;
esac

# The first version with all that the programs use.
is_enough() {
  [ "$("$1" -p 'const [a, b] = process.versions.node.split("."); a > 20 || (a == 20 && b >= 19)' 2>/dev/null)" = true ]
}

# Folders that units do not see (ProtectHome and PrivateTmp of units/hardening.conf), as a Node of nvm is in one.
is_hidden() {
  local real
  real=$(readlink -f "$1")
  case ${real#"$root/"} in
    root/* | home/* | run/user/* | tmp/* | var/tmp/*) return 0 ;;
  esac
  return 1
}

# die_without_node WHY
die_without_node() {
  cat >&2 <<TEXT
install.sh: $1
Take Node's own archive, hold it to its sum, and run this again with it:

  from=https://nodejs.org/dist/latest-v22.x
  curl -fsSO \$from/SHASUMS256.txt
  archive=\$(sed -n 's/.* \\(node-v.*-$node_kind\\.tar\\.gz\\)\$/\\1/p' SHASUMS256.txt)
  curl -fsSO \$from/\$archive && grep " \$archive\\\$" SHASUMS256.txt | sha256sum --check

with the option --node "\$PWD/\$archive" (of the line that is pasted: … bash -s -- --node "\$PWD/\$archive").
TEXT
  exit 1
}

# take_node ARCHIVE: its program alone, into a folder of this product.
take_node() {
  local archive=$1 name
  [ -r "$archive" ] || die "--node: $archive cannot be read"
  name=$(tar --list --file "$archive" 2>/dev/null | sed -n 's#^\(\./\)\?\(node-v[^/]*\)/bin/node$#\2#p') || true
  [[ $name =~ ^node-v[0-9.]+-$node_kind$ ]] || die "--node: $archive is no archive of Node for $node_kind"
  place() {
    rm -rf "$opt/node.new"
    mkdir -p "$opt/node.new"
    tar --extract --file "$archive" --no-same-owner --strip-components=1 --directory "$opt/node.new" "$name/bin/node"
    if ! is_enough "$opt/node.new/bin/node"; then
      rm -rf "$opt/node.new"
      die_without_node "$name does not run here, or is older than 20.19."
    fi
    echo "$name" >"$opt/node.new/name"
    needs_restart
    rm -rf "$opt/node"
    mv "$opt/node.new" "$opt/node"
  }
  node=$opt/node/bin/node
  if [ "$name" = "$(cat "$opt/node/name" 2>/dev/null)" ]; then return; fi
  act "$name into $opt/node" place
}

# find_node ARCHIVE: which may be empty.
find_node() {
  local found hidden='' why='Node is not installed.'
  if [ -n "$1" ]; then
    take_node "$1"
    return
  fi
  node=$opt/node/bin/node
  # What was said with a former run stays said.
  if [ -x "$node" ]; then return; fi
  while read -r found; do
    if ! is_enough "$found"; then
      why="$found is older than Node 20.19 (Debian 12 has 18)."
    elif is_hidden "$found"; then
      hidden="$found is in $(dirname "$(readlink -f "$found")"), which services do not see: they are kept out of people's folders."
    else
      node=$found
      return
    fi
  done < <(type -ap node || true)
  die_without_node "${hidden:-$why}"
}
