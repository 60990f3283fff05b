#!/usr/bin/env bash
# Sourced by install.sh: takes away what install.sh, upgrade.sh and the units have made, and nothing else. Others have
# theirs in the same folders: deploy-compose.sh its release and secrets below /opt, nginx, PgBouncer and the backup
# their settings below /etc, a control plane its keys and its database below /var/lib.
# shellcheck disable=SC2154 # Variables and functions are those of install.sh.

shared=("$opt" "$etc" "$data")
ours=(
  "$opt"/{releases,current,current.new,previous,previous.new,restart-due,node,node.new}
  "$etc"/{host.env,host.env.new}
  "$data"/{agent,dvr,host.key}
)

# others_in FOLDER: what is there of others, a line each.
others_in() {
  find "$1" -mindepth 1 -maxdepth 1 | sort | grep --invert-match --line-regexp --fixed-strings \
    --file=<(printf '%s\n' "${ours[@]}") || true
}

stop_all() {
  local disk all=("${services[@]}")
  # Open for longer, it would start the origin for the next who asks.
  if [ -e "$units/$origin_socket" ]; then all+=("$origin_socket"); fi
  act "stop ${all[*]}" systemctl disable --now "${all[@]}" || true
  [ "$dry" = yes ] || stop_channels "$media"
  for disk in "${disks[@]}"; do act "unmount $(media_of "$disk")" unmount "$disk"; done
}

uninstall() {
  local path folder service left kept=() disks
  mapfile -t disks < <(ram_disks)
  if live; then stop_all; fi
  for path in "$units/${services[0]}" "$units/${services[1]}" "$units/$origin_socket" "${disks[@]}" "$nginx_limits" \
    "$root/etc/sysctl.d/60-cashbacktv.conf" "$root/etc/modules-load.d/cashbacktv.conf" \
    "$mtu_link" "$mtu_link_before" "${ours[@]}" "$root/var/cache/cashbacktv"; do
    # A link whose release is gone by now is there as well.
    if [ -e "$path" ] || [ -L "$path" ]; then act "remove $path" rm -rf "$path"; fi
  done
  for service in "${services[@]}"; do
    path=$(start_limit_of "$service")
    if [ -e "$path" ]; then act "remove $path" remove_start_limit "$service"; fi
  done
  # What others have said of nginx beside that stays.
  [ "$dry" = yes ] || rmdir "$(dirname "$nginx_limits")" 2>/dev/null || true
  for folder in "${shared[@]}"; do
    [ -d "$folder" ] || continue
    left=$(others_in "$folder")
    if [ -z "$left" ]; then
      act "remove $folder" rmdir "$folder"
    else
      kept+=("$folder")
      echo "  $folder stays, for what is not of this installer:"
      echo "    ${left//$'\n'/$'\n'    }"
    fi
  done
  if live; then
    if [ ${#kept[@]} -gt 0 ] && [ -n "$(find "${kept[@]}" -user cashbacktv -print -quit 2>/dev/null)" ]; then
      echo '  the user cashbacktv stays: it owns something of that'
    else
      act 'remove the user cashbacktv' userdel cashbacktv || true
    fi
    systemctl daemon-reload
  fi
  echo "Uninstalled: $changed changes. Delete the host in the web app, too."
}
