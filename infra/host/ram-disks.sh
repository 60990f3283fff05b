#!/usr/bin/env bash
# Sourced by install.sh: RAM disks that are this product's, told by what ramdisk.mount calls itself. More than one is
# there once segments have been given another place.
# shellcheck disable=SC2154 # Variables and functions are those of install.sh.

# ram_disks: their units, a path each.
ram_disks() { grep --files-with-matches --line-regexp 'Description=RAM disk for segments' "$units"/*.mount 2>/dev/null || true; }

# media_of UNIT: where it is.
media_of() { sed -n 's/^Where=//p' "$1"; }

# stop_channels FOLDER: of that RAM disk, which live on without their agent, and end with it alone.
stop_channels() {
  local node
  node=$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$units/cashbacktv-agent.service" 2>/dev/null || true)
  [ -e "$opt/current/agent/dist/main.js" ] || return 0
  runuser -u cashbacktv -- env DATA_DIR=/var/lib/cashbacktv MEDIA_DIR="$1" \
    "${node:-node}" "$opt/current/agent/dist/main.js" stop-channels || true
}

# unmount UNIT: with the folder that systemd has made for it.
unmount() {
  local media
  media=$(media_of "$1")
  systemctl disable --now "$(basename "$1")" ||
    echo "  $media is in use, and goes with the next start of this machine" >&2
  rmdir "$media" 2>/dev/null || true
}

# leave_ram_disk UNIT: for the one that segments are written to from now on.
leave_ram_disk() {
  if live; then
    # Who asks would have the socket start the origin, and that the RAM disk.
    systemctl stop "$origin_socket" "${services[@]}" || true
    stop_channels "$(media_of "$1")"
    unmount "$1"
  fi
  rm "$1"
}
