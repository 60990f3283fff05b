#!/usr/bin/env bash
# Has this machine back the control plane up each night, with the backup.sh beside this: writes the units, and starts
# their timer once /etc/cashbacktv/backup.env is there. Run it again after that, or when this release has moved.
#
#   infra/scripts/install-backup.sh [--root FOLDER]
#
#   --root FOLDER   installs below a folder, and starts nothing
set -euo pipefail
umask 022
root=''
if [ $# = 2 ] && [ "$1" = --root ]; then
  root=$2
elif [ $# != 0 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
[ -n "$root" ] || [ "$(id -u)" = 0 ] || {
  echo "install-backup.sh: run it as root: sudo $0" >&2
  exit 1
}
# Not resolved: `current` of a host is another release tomorrow.
here=$(cd "$(dirname "$0")" && pwd)
infra=$(dirname "$here")
folder=$(dirname "$infra")
# Where compose is run, names of its files are as short as by hand.
if [ -e "$infra/compose/prod.env" ]; then folder=$infra/compose; fi
[[ $here =~ ^/[A-Za-z0-9._/-]+$ ]] || {
  echo "install-backup.sh: '$here' is no path that systemd can be told" >&2
  exit 1
}

units=$root/etc/systemd/system settings=$root/etc/cashbacktv/backup.env
mkdir -p "$units"
for unit in cashbacktv-backup.service cashbacktv-backup.timer cashbacktv-backup-failed.service; do
  sed -e "s#@FOLDER@#$folder#" -e "s#@SCRIPTS@#$here#" "$here/units/$unit" >"$units/$unit.new"
  mv "$units/$unit.new" "$units/$unit"
done
if [ ! -e "$settings" ]; then
  echo "The units are in $units. Write $settings (mode 600), and run this again:"
  echo '  BACKUP_RECIPIENT=age1…'
  if [ "$folder" = "$infra/compose" ]; then
    echo '  POSTGRES_EXEC=docker compose --env-file prod.env --file compose.prod.yml exec -T postgres'
    echo '  SECRETS_KEY_FILE=secrets/secrets_key'
  else
    echo '  DATABASE_URL=postgres://…'
    echo '  SECRETS_KEY_FILE=…'
  fi
  exit 0
fi
chmod 600 "$settings"
if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable --now cashbacktv-backup.timer
fi
echo "A backup is made each night by $here/backup.sh: systemctl start cashbacktv-backup makes one now."
