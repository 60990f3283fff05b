#!/usr/bin/env bash
# Makes this machine a media host, with the release that this script is part of. Run it as often as
# you like: what is as it should be stays.
#
#   JOIN_TOKEN=… infra/host/install.sh --control-plane https://tv.example [options]
#   infra/host/install.sh --uninstall
#
#   --name NAME        of the host on screens (its host name)
#   --playback URL     address under which viewers reach its streams
#   --ramdisk SIZE     of the RAM disk, such as 100G (60%)
#   --media FOLDER     where it is (/mnt/ramdisk)
#   --allow-sources N  networks that sources may be in, with commas between
#   --mtu N            9000 for jumbo frames, where every switch on the way has them
#   --node ARCHIVE     of nodejs.org, where this machine has no Node 20.19 or later for all
#   --dry-run          says what would change, and changes nothing
#   --root FOLDER      installs below a folder, and starts nothing
#
# The token is read from the environment: what is on a command line every user of the machine can see.
set -euo pipefail
# What it makes is read by the user of the units, however root's own files are; what is secret is closed by itself.
umask 022
here=$(cd "$(dirname "$0")" && pwd)
release=$(cd "$here/../.." && pwd)

control_plane='' name='' playback='' ramdisk='' media='' allow='' mtu='' node_archive='' root=''
dry=no uninstall=no
usage() {
  sed -n '2,19s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
die() {
  echo "install.sh: $*" >&2
  exit 1
}
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --uninstall) uninstall=yes ;;
    --control-plane | --name | --playback | --ramdisk | --media | --allow-sources | --mtu | --node | --root)
      [ $# -ge 2 ] || usage
      case $1 in
        --control-plane) control_plane=$2 ;;
        --name) name=$2 ;;
        --playback) playback=$2 ;;
        --ramdisk) ramdisk=$2 ;;
        --media) media=$2 ;;
        --allow-sources) allow=$2 ;;
        --mtu) mtu=$2 ;;
        --node) node_archive=$2 ;;
        --root) root=$2 ;;
      esac
      shift
      ;;
    *) usage ;;
  esac
  shift
done
opt=$root/opt/cashbacktv etc=$root/etc/cashbacktv data=$root/var/lib/cashbacktv units=$root/etc/systemd/system
# What was said with a former run stays said.
said_before() { sed -n "s/^$1=//p" "$etc/host.env" 2>/dev/null | tail -1 || true; }
setting() { said_before "$1"; }
media=${media:-$(said_before MEDIA_DIR)} ramdisk=${ramdisk:-$(said_before RAMDISK_SIZE)}
media=${media:-/mnt/ramdisk} ramdisk=${ramdisk:-60%}
[[ $media =~ ^/[A-Za-z0-9._/-]+$ ]] || die "--media: '$media' is no absolute path"
[[ $ramdisk =~ ^[0-9]+[%KMGT]?$ ]] || die "--ramdisk: '$ramdisk' is no size, such as 100G or 60%"
[ -z "$mtu" ] || [[ $mtu =~ ^[0-9]{4,5}$ ]] || die "--mtu: '$mtu' is no number, such as 9000"
[ -n "$root" ] || [ "$(id -u)" = 0 ] || die "run it as root: sudo -E $0"

mount_unit=$(systemd-escape --path --suffix=mount "$media")
services=(cashbacktv-origin.service cashbacktv-agent.service)
# shellcheck disable=SC1091 # They are beside this.
. "$here/one-at-a-time.sh"
# Where there is nothing yet there is nothing to take away.
if [ "$dry" = no ] && [ -d "$opt" ]; then be_the_only_one; fi
# shellcheck disable=SC1091
. "$here/start-limit.sh"
# shellcheck disable=SC1091
. "$here/origin-socket.sh"
# shellcheck disable=SC1091
. "$here/ram-disks.sh"
# After those of an administrator and of Debian (73-usb-net-by-mac), before the default of all: the first that fits counts.
mtu_link=$root/etc/systemd/network/98-cashbacktv-mtu.link mtu_link_before=$root/etc/systemd/network/10-cashbacktv-mtu.link
# Beside the unit of Debian's nginx, which this machine may get later.
nginx_limits=$units/nginx.service.d/cashbacktv.conf
changed=0 restart=no
# From the first change until agent and origin are started anew (upgrade.sh has it, too): a run that is cut off is made
# up for by the next.
restart_due=$opt/restart-due

# Does what changes something, or says it. Its output is for who looks for a fault.
act() {
  changed=$((changed + 1))
  echo "  $1"
  shift
  [ "$dry" = yes ] || "$@"
}
mark_restart() { mkdir -p "$opt" && touch "$restart_due"; }
# Said before what it is needed for is changed.
needs_restart() {
  restart=yes
  [ "$dry" = yes ] || mark_restart
}
# is_there MODE FILE TEXT
is_there() { [ -f "$2" ] && [ "$3" = "$(cat "$2")" ] && [ "$(stat -c %a "$2")" = "$1" ]; }
# Writes a file from standard input where it is another.
put() {
  local mode=$1 path=$2 text
  text=$(cat)
  if is_there "$mode" "$path" "$text"; then return; fi
  needs_restart
  act "write $path" write "$mode" "$path" "$text"
}
write() {
  mkdir -p "$(dirname "$2")"
  (umask 077 && printf '%s\n' "$3" >"$2.new")
  chmod "$1" "$2.new"
  mv "$2.new" "$2"
}
live() { [ -z "$root" ] && [ -d /run/systemd/system ]; }

if [ "$uninstall" = yes ]; then
  # shellcheck disable=SC1091 # It is beside this.
  . "$here/uninstall.sh"
  uninstall
  exit 0
fi

control_plane=${control_plane:-$(said_before CONTROL_PLANE_URL)}
[[ $control_plane =~ ^https?://[][A-Za-z0-9.:_-]+/?$ ]] ||
  die "--control-plane: say where the control plane is reached, such as https://tv.example"
token=${JOIN_TOKEN:-}
if [ -z "$token" ] && [ ! -e "$data/agent/identity.json" ] && [ ! -e "$etc/host.env" ]; then
  die 'JOIN_TOKEN is missing: create one in the web app under Hosts'
fi

echo "Media host of $control_plane:"
if [ -e "$restart_due" ]; then
  restart=yes
  act 'start agent and origin anew, which a run that was cut off has not come to' true
fi
# shellcheck disable=SC1091 # It is beside this.
. "$here/find-node.sh"
node=''
find_node "$node_archive"
[ -e "$release/agent/dist/main.js" ] || die "$release is no release: run it from the unpacked archive"
version=$(grep -o '"version": *"[^"]*"' "$release/package.json" | head -1 | cut -d'"' -f4)
# By bash: where this was unpacked no program may run.
if ! command -v ffmpeg >/dev/null && [ -z "$root" ]; then act 'install FFmpeg' bash "$here/install-ffmpeg.sh"; fi
if [ -z "$root" ] && ! id cashbacktv >/dev/null 2>&1; then
  act 'add the user cashbacktv' useradd --system --home-dir /var/lib/cashbacktv --no-create-home --shell /usr/sbin/nologin cashbacktv
fi

# The same version built anew is another release.
is_taken() {
  local part
  while read -r part; do
    diff -rq "$release/$part" "$opt/releases/$version/$part" >/dev/null 2>&1 || return 1
  done <"$here/../release/contents"
}
if ! is_taken; then
  take() {
    rm -rf "$opt/releases/$version.new" "$opt/releases/$version.old"
    mkdir -p "$opt/releases/$version.new"
    tar --create --mode=u+rwX,go+rX,go-w --directory "$release" --files-from "$here/../release/contents" |
      tar --extract --no-same-owner --directory "$opt/releases/$version.new"
    if [ -d "$opt/releases/$version" ]; then mv "$opt/releases/$version" "$opt/releases/$version.old"; fi
    mv "$opt/releases/$version.new" "$opt/releases/$version"
    rm -rf "$opt/releases/$version.old"
  }
  needs_restart
  act "release $version into /opt/cashbacktv/releases" take
fi
before=$(readlink "$opt/current" || true)
# As a run has left them whose umask was another.
while read -r folder; do
  needs_restart
  act "let others than root into $folder" chmod go+rx "$folder"
done < <(find "$opt" "$opt/releases" "$opt/releases/$version" "$opt/node" -maxdepth 0 ! -perm -055 2>/dev/null)
if [ "$before" != "releases/$version" ]; then
  use() {
    if [ -n "$before" ]; then ln -sfn "$before" "$opt/previous"; fi
    # One rename, so that a start at this very moment finds one or the other.
    ln -sfn "releases/$version" "$opt/current.new"
    mv -T "$opt/current.new" "$opt/current"
  }
  needs_restart
  act "use release $version" use
fi

# Seals what is secret of what is wanted on this host, in files that lie elsewhere.
host_key=$(said_before HOST_KEY)
host_key=${host_key:-$(head -c 32 /dev/urandom | base64 --wrap=0)}

# Spent with the first connection; a credential of the host's own follows it.
token=${token:-$(said_before JOIN_TOKEN)} name=${name:-$(said_before AGENT_NAME)}
playback=${playback:-$(said_before PLAYBACK_BASE_URL)} allow=${allow:-$(said_before SOURCE_ALLOW_CIDRS)}
# said_or NAME DEFAULT
said_or() {
  local said
  said=$(said_before "$1")
  echo "$1=${said:-$2}"
}
settings=(
  "$(said_or AGENT_METRICS_PORT 9469)" "$(said_or ORIGIN_METRICS_PORT 9470)" "$(said_or NGINX_LOG_PORT 8091)"
  "HOST_KEY=$host_key" "CONTROL_PLANE_URL=$control_plane" "MEDIA_DIR=$media" "RAMDISK_SIZE=$ramdisk"
  ${token:+"JOIN_TOKEN=$token"} ${name:+"AGENT_NAME=$name"}
  ${playback:+"PLAYBACK_BASE_URL=$playback"} ${allow:+"SOURCE_ALLOW_CIDRS=$allow"}
)
# written_by_hand: lines of the file of before, remarks among them, whose names are none of these.
written_by_hand() {
  [ ! -e "$etc/host.env" ] || grep --invert-match --file=<(printf '%s\n' "${settings[@]}" | sed 's/=.*//; s/.*/^&=/') "$etc/host.env" || true
}
put 600 "$etc/host.env" < <(
  printf '%s\n' "${settings[@]}" | sort
  written_by_hand
)

uid=$(id -u cashbacktv 2>/dev/null || echo 0) gid=$(id -g cashbacktv 2>/dev/null || echo 0)
read -r channels_on origin_on <<<"$("$node" "$here/cpu-sets.mjs" 2>/dev/null)" || true
unit() {
  local hardening
  hardening=$(grep -v '^#' "$here/units/hardening.conf")
  put 644 "$units/$2" < <(sed -e "s#@MEDIA_DIR@#$media#g" -e "s#@NODE@#${node#"$root"}#g" -e "s#@RAMDISK_SIZE@#$ramdisk#" \
    -e "s#@UID@#$uid#" -e "s#@GID@#$gid#" \
    -e "s#@CPU_AFFINITY@#${channels_on:+CPUAffinity=$channels_on}#" \
    -e "s#@ORIGIN_CPU_AFFINITY@#${origin_on:+CPUAffinity=$origin_on}#" \
    -e "s#@HARDENING@#${hardening//$'\n'/\\n}#" "$here/units/$1")
}
unit ramdisk.mount "$mount_unit"
mapfile -t disks < <(ram_disks)
for disk in "${disks[@]}"; do
  if [ "$disk" = "$units/$mount_unit" ]; then continue; fi
  needs_restart
  act "leave the RAM disk at $(media_of "$disk")" leave_ram_disk "$disk"
done
for service in "${services[@]}"; do unit "$service" "$service"; done
socket_text=$(origin_socket_of "$release")
# shellcheck disable=SC2154 # Its name is of origin-socket.sh.
socket_unit=$units/$origin_socket
if [ -n "$socket_text" ] && ! is_there 644 "$socket_unit" "$socket_text"; then
  # It may listen elsewhere.
  if [ "$dry" = no ] && live; then systemctl stop "$origin_socket" 2>/dev/null || true; fi
  put 644 "$socket_unit" <<<"$socket_text"
elif [ -z "$socket_text" ] && [ -e "$socket_unit" ]; then
  # By a name systemd listens nowhere: the origin is to do so by itself.
  leave_socket() {
    if live; then use_origin_socket "$release"; else rm "$socket_unit"; fi
  }
  needs_restart
  act "remove $socket_unit" leave_socket
fi
# Where nginx serves this host's streams: two files for each viewer, on the CPUs of the origin.
put 644 "$nginx_limits" < <(printf '[Service]\nLimitNOFILE=1048576\n%s' "${origin_on:+CPUAffinity=$origin_on}")
put 644 "$root/etc/sysctl.d/60-cashbacktv.conf" <"$here/sysctl.conf"
put 644 "$root/etc/modules-load.d/cashbacktv.conf" <<<tcp_bbr
# Of an earlier release: it hid the default of all, and with it the names that interfaces have.
if [ -e "$mtu_link_before" ]; then
  mtu=${mtu:-$(sed -n 's/^MTUBytes=//p' "$mtu_link_before")}
  act "remove $mtu_link_before" rm "$mtu_link_before"
fi
# What that default says of an interface, but its MTU: it does not count beside another file.
of_default_link() {
  systemd-analyze cat-config ${root:+--root="$root"} systemd/network/99-default.link 2>/dev/null |
    awk '/^\[/ { in_link = $0 == "[Link]" } in_link && /^[A-Za-z]/ && !/^MTUBytes=/' || true
}
if [ -n "$mtu" ]; then
  # Interfaces of hardware alone: those of containers and bridges are of a kind.
  put 644 "$mtu_link" < <(
    printf '[Match]\nType=ether\nKind=!*\n\n[Link]\n'
    of_default_link
    printf 'MTUBytes=%s\n' "$mtu"
  )
fi

if live && [ "$dry" = no ]; then
  modprobe tcp_bbr 2>/dev/null || true
  systemctl daemon-reload
  systemctl enable --now "$mount_unit"
  # Another size is taken while it is in use.
  mount -o "remount,size=$ramdisk" "$media"
  use_origin_socket "$release"
  systemctl enable "${services[@]}"
  # Its FFmpegs live on meanwhile. What does not run yet is started by either, once.
  if [ "$restart" = yes ]; then verb=restart; else verb=start; fi
  systemctl "$verb" "${services[@]}"
  bash "$here/check-kernel.sh" --apply || echo 'What the kernel did not take is said above; the rest holds.'
fi
[ "$dry" = yes ] || rm -f "$restart_due"
if [ "$changed" = 0 ]; then
  echo 'Nothing had to be changed.'
elif [ "$dry" = yes ]; then
  echo "Would make $changed changes."
else
  echo "Done: $changed changes. The host appears in the web app under Hosts within seconds."
fi
