#!/usr/bin/env bash
# Prints which of the kernel's settings are as infra/host/sysctl.conf has them, and which are not and why.
#
#   infra/host/check-kernel.sh [--apply]
#
# Ends with 1 when one is otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
apply=no
case ${1:-} in
  '') ;;
  --apply) apply=yes ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
# Other white space is no other value.
plain() { tr -s '[:space:]' ' ' <<<"$1" | sed 's/^ //; s/ $//'; }

wrong=0
while IFS='=' read -r name wanted; do
  name=$(plain "$name") wanted=$(plain "$wanted")
  case $name in '' | '#'*) continue ;; esac
  file=/proc/sys/${name//.//}
  if [ ! -e "$file" ]; then
    printf '%-34s refused: this kernel has no such setting, or hides it in a container\n' "$name"
    wrong=1
    continue
  fi
  why=''
  if [ "$apply" = yes ] && [ "$(plain "$(cat "$file")")" != "$wanted" ]; then
    # The shell's own words, without its name and line.
    why=$({ printf '%s\n' "$wanted" >"$file"; } 2>&1 | sed 's/.*: //') || true
  fi
  now=$(plain "$(cat "$file")")
  if [ "$now" = "$wanted" ]; then
    printf '%-34s taken   %s\n' "$name" "$now"
    continue
  fi
  wrong=1
  if [ "$name" = net.ipv4.tcp_congestion_control ] &&
    ! grep -qw "$wanted" /proc/sys/net/ipv4/tcp_available_congestion_control; then
    why="this kernel has $(cat /proc/sys/net/ipv4/tcp_available_congestion_control); modprobe tcp_$wanted"
  fi
  printf '%-34s differs %s instead of %s%s\n' "$name" "$now" "$wanted" "${why:+: $why}"
done <"$here/sysctl.conf"
exit $wrong
