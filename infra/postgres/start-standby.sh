#!/usr/bin/env bash
# Makes a standby of a running PostgreSQL: infra/postgres/start-standby.sh DATA [NAME]
# Runs on the standby's machine as the user of its PostgreSQL, of the same major version. Where DATA was made, start it
# as any other; it follows until it is promoted (pg_ctl promote).
#
#   DATA                 folder for its data, empty or not there yet
#   NAME                 of the standby, and of the slot that keeps for it what it has not got yet (standby1)
#   DATABASE_DIRECT_URL  the PostgreSQL that it follows, postgres://user:password@host:5432/name, or
#                        DATABASE_DIRECT_URL_FILE; the user may replicate (infra/postgres/allow-standby.sh)
#   PGPASSFILE_STANDBY   where its password is kept (DATA/standby.pgpass)
#
# Settings that the primary keeps in DATA come with it. Where it has them elsewhere, as that of compose.prod.yml or
# Debian's, the standby gets those of postgresql.conf beside this, listens on every address, and says so.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,15s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
die() {
  echo "start-standby.sh: $*" >&2
  exit 1
}
data=$1 standby=${2:-standby1}
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC1091 # It is beside this.
. "$here/read-address.sh"
user="" password="" host="" port=""
read_address DATABASE_DIRECT_URL
[[ $standby =~ ^[a-z0-9_]+$ ]] || die 'NAME has other characters than a to z, 0 to 9 and _'
for program in pg_basebackup pg_controldata postgres; do
  command -v "$program" >/dev/null || die "$program is not in PATH: it is in /usr/lib/postgresql/*/bin"
done
[ "$(id -u)" != 0 ] || die 'PostgreSQL refuses root: run this as its user, such as postgres'
if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then die "$data is not empty: a standby begins with nothing"; fi
umask 077

# Neither a list of processes nor the configuration shows the password.
passfile=$(mktemp)
trap 'rm -f "$passfile"' EXIT
plain() { printf '%s' "$1" | sed 's/[\\:]/\\&/g'; }
printf '%s:%s:*:%s:%s\n' "$(plain "$host")" "$port" "$(plain "$user")" "$(plain "$password")" >"$passfile"
# A value of a connection string, in the quotes of one.
value() { printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"; }
primary="host=$(value "$host") port=$port user=$(value "$user")"

copy() {
  PGPASSFILE=$passfile pg_basebackup --dbname="$primary" --no-password --pgdata="$data" --wal-method=stream \
    --checkpoint=fast --slot="$standby" "$@"
}
# The slot of a standby of before, which is made anew, is there already.
said=$(copy --create-slot 2>&1) || {
  [[ $said == *"replication slot \"$standby\" already exists"* ]] || die "$said"
  copy
}

kept=${PGPASSFILE_STANDBY:-$(cd "$data" && pwd)/standby.pgpass}
cp "$passfile" "$kept"
conninfo="$primary application_name=$standby passfile=$(value "$kept")"
printf "primary_conninfo = '%s'\nprimary_slot_name = '%s'\n" "${conninfo//\'/\'\'}" "$standby" >>"$data/postgresql.auto.conf"
touch "$data/standby.signal"

# What a standby may not have less of than its primary, or it does not start (PostgreSQL's documentation of hot standby,
# "Administrator's Overview"), a line each, as the primary's control file has it.
needed=$(LC_ALL=C pg_controldata "$data" |
  sed -nE 's/^(max_(connections|worker_processes|wal_senders|prepared_xacts|locks_per_xact)) setting: +([0-9]+)$/\1 = \3/p' |
  sed 's/_xacts /_transactions /; s/_xact /_transaction /')
[ -n "$needed" ] || die "pg_controldata does not read $data: is it of the same major version?"
has_needed() {
  local setting least has
  while read -r setting _ least; do
    has=$(postgres -D "$data" -C "$setting" 2>/dev/null) && [ "$has" -ge "$least" ] || return
  done <<<"$needed"
}
# Files that the settings include may be on the primary's machine alone.
[ ! -e "$data/postgresql.conf" ] || sed -i -E "s/^([[:space:]]*include)([[:space:]=])/\1_if_exists\2/" "$data/postgresql.conf"
if [ ! -e "$data/postgresql.conf" ] || ! has_needed; then
  cp "$here/postgresql.conf" "$data/cashbacktv.conf"
  printf '%s\n' '# By start-standby.sh: the primary has its settings outside of its folder.' "include 'cashbacktv.conf'" \
    "listen_addresses = '*'" "$needed" >>"$data/postgresql.conf"
  echo "The primary's settings did not come with its data: those of $data/postgresql.conf are infra/postgres/postgresql.conf. Add what else the primary has."
fi
if [ ! -e "$data/pg_hba.conf" ]; then
  printf '%s\n' '# By start-standby.sh: the primary has its own outside of its folder.' 'local all all peer' \
    'host all all samenet scram-sha-256' 'host replication all samenet scram-sha-256' >"$data/pg_hba.conf"
  echo "Nor did pg_hba.conf: $data/pg_hba.conf lets in those of the same network alone. Add who else is to reach it once it has taken over."
fi
echo "$data follows $host:$port as $standby once it is started."
