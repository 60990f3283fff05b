#!/usr/bin/env bash
# Takes a media host to another release and, when that one is not well, back by itself. Channels stay
# on air: their FFmpegs live on while the agent is another.
#
#   infra/scripts/upgrade.sh ARCHIVE        of infra/release/pack.sh, with its .sha256 beside it
#   infra/scripts/upgrade.sh --back         to the release before
set -euo pipefail
# The user of the units reads what it makes, however root's own files are.
umask 022
if [ $# -ne 1 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
opt=${CASHBACKTV_DIR:-/opt/cashbacktv}
env_file=${CASHBACKTV_ENV:-/etc/cashbacktv/host.env}
# shellcheck disable=SC2034 # origin-socket.sh asks for it.
units=${CASHBACKTV_UNITS:-/etc/systemd/system}
well_within=${UPGRADE_WELL_WITHIN_SECONDS:-60}
# Whoever has called this may be gone by now: what is said to nobody ends nothing.
trap '' PIPE
say() { echo "$*" 2>/dev/null || true; }
tell() { say "upgrade.sh: $*" >&2; }
die() {
  tell "$*"
  exit 1
}
[ -L "$opt/current" ] || die "no release is installed in $opt: infra/host/install.sh"
# shellcheck disable=SC1091 # It is of this release, as those below.
. "$(dirname "$0")/../host/one-at-a-time.sh"
be_the_only_one
before=$(readlink "$opt/current") previous=$(readlink "$opt/previous" || true)
# From the first change until the programs of the current release are well (install.sh has it, too): whether the agent
# had found its control plane before.
restart_due=$opt/restart-due

setting() { sed -n "s/^$1=//p" "$env_file" | tail -1; }
# One figure of Prometheus' text, or nothing while nobody answers.
figure() { { curl --silent --max-time 2 "http://127.0.0.1:$1/metrics" || true; } | sed -n "s/^$2 //p"; }
# shellcheck disable=SC1091
. "$(dirname "$0")/../host/start-limit.sh"
# shellcheck disable=SC1091
. "$(dirname "$0")/../host/origin-socket.sh"
agent_port=$(setting AGENT_METRICS_PORT) origin_port=$(setting ORIGIN_METRICS_PORT)
# What cannot be asked would be called unwell, whatever the release.
command -v curl >/dev/null || die 'whether a release is well is asked by curl, which is not installed: apt-get install curl'
for port in "$agent_port" "$origin_port"; do
  [[ $port =~ ^[1-9][0-9]*$ ]] ||
    die "whether a release is well is asked on AGENT_METRICS_PORT and ORIGIN_METRICS_PORT: say both in $env_file, and restart agent and origin"
done

# is_same MADE FOLDER: whatever is in the one is so in the other.
is_same() {
  local others
  others=$(LC_ALL=C diff --recursive --brief "$1" "$2" | grep --invert-match "^Only in $2[:/]" || true)
  [ -z "$others" ]
}
unpack() {
  local archive=$1 name made folder
  [ -r "$archive" ] || die "$archive cannot be read"
  [ -r "$archive.sha256" ] || die "$archive.sha256 is missing: a release comes with its sum"
  (cd "$(dirname "$archive")" && sha256sum --quiet --check "$(basename "$archive").sha256") ||
    die "$archive is not what was packed"
  name=$(tar --list --gzip --file "$archive" | sed -n '1s#/.*##p')
  [[ $name =~ ^cashbacktv-host-[A-Za-z0-9.+-]+$ ]] || die "$archive is no release"
  folder=$opt/releases/${name#cashbacktv-host-} made=$opt/releases/new
  rm -rf "$made"
  mkdir -p "$made"
  tar --extract --gzip --no-same-owner --strip-components=1 --file "$archive" --directory "$made"
  # The same version built anew is another release, which leaves the way back to the one that is there.
  if [ -d "$folder" ] && ! is_same "$made" "$folder"; then folder+=+$(sha256sum "$archive" | cut -c1-8); fi
  if [ ! -d "$folder" ]; then
    mv "$made" "$folder"
  else
    is_same "$made" "$folder" || die "$folder is not as it was unpacked: remove it"
    rm -rf "$made"
  fi
  next=releases/${folder##*/}
}
# lead LINK RELEASE: by one rename, so that a start at this very moment finds one or the other.
lead() {
  ln -sfn "$2" "$opt/$1.new"
  mv -T "$opt/$1.new" "$opt/$1"
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
why='could not be taken'
go_back() {
  trap - EXIT
  trap '' HUP INT TERM
  local look='journalctl -u cashbacktv-agent -u cashbacktv-origin'
  [ -n "$before" ] || die "${next#releases/} $why: $look"
  tell "${next#releases/} $why; going back to ${before#releases/}"
  lead current "$before"
  if [ -n "$previous" ]; then lead previous "$previous"; else rm -f "$opt/previous"; fi
  restart "$before" || die "${before#releases/} is not well either: $look"
  rm -f "$restart_due"
  die "${before#releases/} is in use again"
}

if [ "$1" = --back ]; then
  if [ -z "$previous" ] || [ "$previous" = "$before" ]; then die 'there is no release before this one'; fi
  next=$previous
else
  unpack "$1"
fi
[ -d "$opt/$next" ] || die "$opt/$next is not there any more"
link_before=$(figure "$agent_port" agent_link_connected)
link_before=${link_before:-0}
if [ "$next" = "$before" ]; then
  if [ ! -e "$restart_due" ] && is_well; then
    say "${next#releases/} is in use already."
    exit 0
  fi
  # It has come to grief since, or its upgrade was cut off, which then has said where the way back leads.
  before=''
  if [ -e "$restart_due" ]; then
    if [ "$previous" != "$next" ]; then before=$previous; fi
    previous=''
    link_before=$(<"$restart_due")
    link_before=${link_before:-0}
  fi
fi
trap go_back EXIT
trap 'why="is not taken: this was told to end"; exit 1' HUP INT TERM
echo "$link_before" >"$restart_due"
if [ -n "$before" ]; then lead previous "$before"; fi
lead current "$next"
if ! restart "$next"; then
  why="is not well after $well_within s"
  exit 1
fi
trap - EXIT
rm -f "$restart_due"
say "${next#releases/} is in use${before:+, instead of ${before#releases/}}."
