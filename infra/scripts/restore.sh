#!/usr/bin/env bash
# Restores a backup of infra/scripts/backup.sh into an empty database. All of it comes, or nothing.
#
#   DATABASE_URL=… SECRETS_KEY_FILE=… infra/scripts/restore.sh BACKUP IDENTITY
#
#   IDENTITY   file with the secret key of age that belongs to the backup's recipient
#   DATABASE_DIRECT_URL   PostgreSQL itself, where DATABASE_URL is a PgBouncer
#   POSTGRES_EXEC   instead of both: runs pg_restore where PostgreSQL is, such as `docker compose … exec -T postgres`
#   SECRETS_KEY_FILE   where the key of its secrets is put (DATA_DIR/secrets.key where that is given)
#
# Start no control plane on that database before; afterwards start it as ever. Hosts that know the
# old one come back by themselves when it answers under the same address.
set -euo pipefail
if [ $# -ne 2 ]; then
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
backup=$1 identity=$2
die() {
  echo "restore.sh: $*" >&2
  exit 1
}
# shellcheck disable=SC1091 # It is beside this.
. "$(dirname "$0")/postgres-programs.sh"
need_programs pg_restore psql
[ -r "$backup" ] || die "$backup cannot be read"
[ -r "$identity" ] || die "$identity cannot be read"
umask 077
key=${backup%.dump.age}.key.age
key_file=${SECRETS_KEY_FILE:-${DATA_DIR:+$DATA_DIR/secrets.key}}
if [ -e "$key" ] && [ -n "$key_file" ] && [ -e "$key_file" ]; then die "$key_file is there already: the backup has a key of its own"; fi
service=$(mktemp) dump=$(mktemp)
trap 'rm -f "$dump" "$service" ${key_file:+"$key_file.new"}' EXIT
reach_postgres "$service"
tables=$(postgres psql --no-psqlrc --tuples-only --no-align --command \
  "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')") ||
  die 'the database does not answer'
[ "$tables" = 0 ] || die "the database has $tables tables already: restore into an empty one"

age --decrypt --identity "$identity" --output "$dump" "$backup" || die "$identity does not open $backup, or it is damaged"
# Before the database has anything: one whose secrets have no key is half a system, which a second try refuses.
if [ -e "$key" ] && [ -n "$key_file" ]; then
  mkdir -p "$(dirname "$key_file")"
  rm -f "$key_file.new"
  age --decrypt --identity "$identity" --output "$key_file.new" "$key" || die "$identity does not open $key, or it is damaged"
fi
database=service=cashbacktv
if [ -n "${POSTGRES_EXEC:-}" ]; then database=cashbacktv; fi
postgres pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname "$database" <"$dump"
if [ ! -e "$key" ]; then
  echo "Restored $backup. The key of its secrets is not beside it: the control plane starts with the one it had."
elif [ -n "$key_file" ]; then
  mv "$key_file.new" "$key_file"
  echo "Restored $backup, and the key of its secrets to $key_file."
else
  echo "Restored $backup. The control plane needs the key of its secrets, which is in $key."
fi
