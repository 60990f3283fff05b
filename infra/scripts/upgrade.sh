#!/usr/bin/env bash
# Takes a media host to another release and, when that one is not well, back by itself. Channels stay
# on air: their FFmpegs live on while the agent is another.
#
#   infra/scripts/upgrade.sh ARCHIVE        of infra/release/pack.sh, with its .sha256 beside it
#   infra/scripts/upgrade.sh --back         to the release before
set -euo pipefail
if [ $# -ne 1 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
opt=${CASHBACKTV_DIR:-/opt/cashbacktv}
env_file=${CASHBACKTV_ENV:-/etc/cashbacktv/host.env}
# shellcheck disable=SC2034 # origin-socket.sh asks for it.
units=${CASHBACKTV_UNITS:-/etc/systemd/system}
well_within=${UPGRADE_WELL_WITHIN_SECONDS:-60}
die() {
  echo "upgrade.sh: $*" >&2
  exit 1
}
[ -L "$opt/current" ] || die "no release is installed in $opt: infra/host/install.sh"
before=$(readlink "$opt/current")

setting() { sed -n "s/^$1=//p" "$env_file"; }
# One figure of Prometheus' text, or nothing while nobody answers.
figure() { { curl --silent --max-time 2 "http://127.0.0.1:$1/metrics" || true; } | sed -n "s/^$2 //p"; }
# shellcheck disable=SC1091 # They are of this release.
. "$(dirname "$0")/../host/start-limit.sh"
# shellcheck disable=SC1091
. "$(dirname "$0")/../host/origin-socket.sh"
agent_port=$(setting AGENT_METRICS_PORT) origin_port=$(setting ORIGIN_METRICS_PORT)

unpack() {
  local archive=$1 name folder
  [ -r "$archive" ] || die "$archive cannot be read"
  [ -r "$archive.sha256" ] || die "$archive.sha256 is missing: a release comes with its sum"
  (cd "$(dirname "$archive")" && sha256sum --quiet --check "$(basename "$archive").sha256") ||
    die "$archive is not what was packed"
  name=$(tar --list --gzip --file "$archive" | sed -n '1s#/.*##p')
  [[ $name =~ ^cashbacktv-host-[A-Za-z0-9.+-]+$ ]] || die "$archive is no release"
  folder=$opt/releases/${name#cashbacktv-host-}
  if [ ! -d "$folder" ]; then
    mkdir -p "$folder.new"
    tar --extract --gzip --no-same-owner --strip-components=1 --file "$archive" --directory "$folder.new"
    mv "$folder.new" "$folder"
  fi
  next=releases/${name#cashbacktv-host-}
}
# One rename, so that a start at this very moment finds one or the other.
use() {
  ln -sfn "$1" "$opt/current.new"
  mv -T "$opt/current.new" "$opt/current"
}
is_well() {
  [ -n "$(figure "$origin_port" origin_memory_bytes)" ] || return 1
  local link
  link=$(figure "$agent_port" agent_link_connected)
  # Where the control plane was away before, nothing is asked of the link.
  [ -n "$link" ] && [ "$link" -ge "$link_before" ]
}
# restart RELEASE: which is the current one by now.
restart() {
  use_origin_socket "$opt/$1"
  never_give_up cashbacktv-agent.service
  systemctl restart cashbacktv-origin.service
  systemctl restart cashbacktv-agent.service
  local until=$((SECONDS + well_within))
  # One that answers once and ends is not well: it has to be so at several looks in a row.
  local looks=0
  while [ $looks -lt 10 ]; do
    if is_well; then looks=$((looks + 1)); else looks=0; fi
    [ $SECONDS -lt $until ] || return 1
    sleep 0.2
  done
}

if [ "$1" = --back ]; then
  [ -L "$opt/previous" ] || die 'there is no release before this one'
  next=$(readlink "$opt/previous")
else
  unpack "$1"
fi
[ -d "$opt/$next" ] || die "$opt/$next is not there any more"
if [ "$next" = "$before" ]; then
  echo "${next#releases/} is in use already."
  exit 0
fi
link_before=$(figure "$agent_port" agent_link_connected)
link_before=${link_before:-0}
use "$next"
if restart "$next"; then
  ln -sfn "$before" "$opt/previous"
  echo "${next#releases/} is in use, instead of ${before#releases/}."
  exit 0
fi
echo "upgrade.sh: ${next#releases/} is not well after $well_within s; going back to ${before#releases/}" >&2
use "$before"
restart "$before" || die "${before#releases/} is not well either: journalctl -u cashbacktv-agent -u cashbacktv-origin"
die "${before#releases/} is in use again"
