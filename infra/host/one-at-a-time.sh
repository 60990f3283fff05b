#!/usr/bin/env bash
# Sourced by install.sh and upgrade.sh: has one of them at work at a time. Of two each would take away what the other one
# has taken.
# shellcheck disable=SC2154 # `opt`, the folder of releases, and `die` are of those two.

# Until this ends, however it does. What is started by systemctl holds no lock.
be_the_only_one() {
  exec 9<"$opt"
  flock --nonblock 9 || die 'another one is at work'
}
systemctl() { command systemctl "$@" 9<&-; }
