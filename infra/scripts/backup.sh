#!/usr/bin/env bash
# Backs the whole control plane up: channels, logos, people, settings, history and the key that signs
# tokens are all in its database; the key of what is secret there goes into a file beside the dump.
# What is lost with a machine is what came after the last backup.
#
#   DATABASE_URL=… BACKUP_RECIPIENT=age1… infra/scripts/backup.sh [FOLDER]
#
#   FOLDER             where it is put (/var/backups/cashbacktv)
#   BACKUP_RECIPIENT   public key of age (age-keygen): only who has the other half reads a backup
#   DATABASE_DIRECT_URL   PostgreSQL itself, where DATABASE_URL is a PgBouncer, which no dump goes through
#   POSTGRES_EXEC      instead of both: runs pg_dump where PostgreSQL is, such as `docker compose … exec -T postgres`
#   SECRETS_KEY, SECRETS_KEY_FILE or DATA_DIR   as the control plane has them: its key of secrets
#   BACKUP_KEEP_DAYS   older ones are deleted (14), but never the last one
#   BACKUP_COPY_TO     a remote of rclone as well, such as s3:bucket/cashbacktv
set -euo pipefail
folder=${1:-/var/backups/cashbacktv}
keep_days=${BACKUP_KEEP_DAYS:-14}
die() {
  echo "backup.sh: $*" >&2
  exit 1
}
if [ $# -gt 1 ]; then
  sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
# shellcheck disable=SC1091 # It is beside this.
. "$(dirname "$0")/postgres-programs.sh"
service=$(mktemp)
trap 'rm -f "$service"' EXIT
reach_postgres "$service"
[[ ${BACKUP_RECIPIENT:-} =~ ^age1[a-z0-9]+$ ]] || die 'BACKUP_RECIPIENT is no public key of age: make one with age-keygen'
[[ $keep_days =~ ^[0-9]+$ ]] || die "BACKUP_KEEP_DAYS: '$keep_days' is no number of days"
need_programs pg_dump

mkdir -p "$folder"
stamp=cashbacktv-$(date -u +%Y%m%dT%H%M%SZ)
name=$stamp.dump.age
umask 077
# Nobody takes half a backup for a whole one: it has its name once it is complete.
trap 'rm -f "$folder/$name.part" "$service"' EXIT
postgres pg_dump --format=custom --no-owner --no-privileges |
  age --encrypt --recipient "$BACKUP_RECIPIENT" --output "$folder/$name.part"
key=${SECRETS_KEY:-}
key_file=${SECRETS_KEY_FILE:-${DATA_DIR:+$DATA_DIR/secrets.key}}
if [ -z "$key" ] && [ -n "$key_file" ] && [ -r "$key_file" ]; then key=$(<"$key_file"); fi
if [ -n "$key" ]; then
  age --encrypt --recipient "$BACKUP_RECIPIENT" --output "$folder/$stamp.key.age" <<<"$key"
fi
mv "$folder/$name.part" "$folder/$name"
if [ -n "${BACKUP_COPY_TO:-}" ]; then rclone copyto "$folder/$name" "$BACKUP_COPY_TO/$name"; fi
if [ -n "${BACKUP_COPY_TO:-}" ] && [ -n "$key" ]; then
  rclone copyto "$folder/$stamp.key.age" "$BACKUP_COPY_TO/$stamp.key.age"
fi

find "$folder" -maxdepth 1 \( -name 'cashbacktv-*.dump.age' -o -name 'cashbacktv-*.key.age' \) \
  ! -name "$stamp.*" -mtime +"$keep_days" -delete
echo "$folder/$name"
[ -n "$key" ] || die 'the backup is there, but not the key of its secrets: give SECRETS_KEY, SECRETS_KEY_FILE or DATA_DIR as the control plane has them'
