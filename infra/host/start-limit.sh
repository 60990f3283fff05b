#!/usr/bin/env bash
# Sourced by install.sh and upgrade.sh: has systemd start a service again and again, however often it ends. By default it
# gives one up for good that has ended five times in ten seconds.
# shellcheck disable=SC2154 # `units`, the folder of systemd's, is of those two.

# start_limit_of SERVICE: beside its unit where that is of a release before: install.sh writes units, upgrade.sh does not.
start_limit_of() { echo "$units/$1.d/start-limit.conf"; }

# never_give_up SERVICE
never_give_up() {
  local limit
  limit=$(start_limit_of "$1")
  if grep -qs '^StartLimitIntervalSec=0$' "$units/$1" "$limit"; then return 0; fi
  mkdir -p "$(dirname "$limit")"
  printf '[Unit]\nStartLimitIntervalSec=0\n' >"$limit"
  systemctl daemon-reload
}

# remove_start_limit SERVICE: what others have said of it beside that stays.
remove_start_limit() {
  local limit
  limit=$(start_limit_of "$1")
  rm -f "$limit"
  rmdir "$(dirname "$limit")" 2>/dev/null || true
}
