#!/usr/bin/env bash
# Sourced by install.sh and upgrade.sh: has systemd listen for the origin, so that nobody is refused while that is
# restarted. A release of before listens by itself, and would find its port taken: for one that has no such unit, and where
# the origin is to listen on what systemd cannot be told, the one that is there goes. start-limit.sh is sourced before it.
# shellcheck disable=SC2154 # `setting` and `units`, the folder of systemd's, are of those two.
origin_socket=cashbacktv-origin.socket

# origin_socket_of RELEASE: its unit, with the address of this host; nothing where there is to be none.
origin_socket_of() {
  local host port unit=$1/infra/host/units/$origin_socket
  host=$(setting ORIGIN_HOST) port=$(setting ORIGIN_PORT)
  host=${host:-127.0.0.1} port=${port:-8090}
  if [[ $host == *:* ]]; then host="[$host]"; fi
  if [ -e "$unit" ] && [[ $host:$port =~ ^([0-9.]+|\[[0-9a-fA-F.:]+\]):[0-9]+$ ]]; then
    sed "s#@ORIGIN_ADDRESS@#$host:$port#" "$unit"
  fi
}

# use_origin_socket RELEASE: before the origin is started, or started anew, from it.
use_origin_socket() {
  local file=$units/$origin_socket wanted
  wanted=$(origin_socket_of "$1")
  if [ -z "$wanted" ]; then
    [ -e "$file" ] || return 0
    systemctl disable --now "$origin_socket"
    rm -f "$file"
    remove_start_limit cashbacktv-origin.service
    systemctl daemon-reload
    return 0
  fi
  if [ ! -e "$file" ] || [ "$wanted" != "$(<"$file")" ]; then
    # It may listen elsewhere.
    if [ -e "$file" ]; then systemctl stop "$origin_socket"; fi
    printf '%s\n' "$wanted" >"$file.new"
    chmod 644 "$file.new"
    mv "$file.new" "$file"
    systemctl daemon-reload
  fi
  # Given up for good, an origin would take its socket with it.
  never_give_up cashbacktv-origin.service
  systemctl enable "$origin_socket"
  if systemctl is-active --quiet "$origin_socket"; then return 0; fi
  # Until now the origin has listened there by itself.
  systemctl stop cashbacktv-origin.service
  systemctl start "$origin_socket" || echo "$origin_socket does not listen: the origin is to do so by itself" >&2
}
