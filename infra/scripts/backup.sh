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
#   BACKUP_COPY_KEEP_DAYS   as BACKUP_KEEP_DAYS, for what is there; otherwise it stays until a rule of the bucket takes it
set -euo pipefail
folder=${1:-/var/backups/cashbacktv}
keep_days=${BACKUP_KEEP_DAYS:-14}
copy_keep_days=${BACKUP_COPY_KEEP_DAYS:-forever}
die() {
  echo "backup.sh: $*" >&2
  exit 1
}
if [ $# -gt 1 ]; then
  sed -n '2,16s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
# shellcheck disable=SC1091 # It is beside this.
. "$(dirname "$0")/postgres-programs.sh"
service=$(mktemp)
trap 'rm -f "$service"' EXIT
reach_postgres "$service"
[[ ${BACKUP_RECIPIENT:-} =~ ^age1[a-z0-9]+$ ]] || die 'BACKUP_RECIPIENT is no public key of age: make one with age-keygen'
[[ $keep_days =~ ^[0-9]+$ ]] || die "BACKUP_KEEP_DAYS: '$keep_days' is no number of days"
[[ $copy_keep_days =~ ^([0-9]+|forever)$ ]] ||
  die "BACKUP_COPY_KEEP_DAYS: '$copy_keep_days' is neither a number of days nor 'forever'"
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
echo "$folder/$name"
# Before anything is deleted: nobody reads this one without a key of before, which is beside the dumps of before.
[ -n "$key" ] || die 'the backup is there, but not the key of its secrets, and none of before was deleted: give SECRETS_KEY, SECRETS_KEY_FILE or DATA_DIR as the control plane has them'

# By their names, which have the time of their backup: a store has its own idea of when something was written. A key that
# may write alone lists and deletes nothing, and that is no fault of a backup that is there.
delete_old_copies() {
  local oldest name listed old=()
  oldest=cashbacktv-$(date -u -d "-$copy_keep_days days" +%Y%m%dT%H%M%SZ)
  listed=$(rclone lsf --files-only "$BACKUP_COPY_TO") || return
  while read -r name; do
    if [[ $name =~ ^cashbacktv-[0-9]{8}T[0-9]{6}Z\.(dump|key)\.age$ && $name < $oldest && $name != "$stamp".* ]]; then
      old+=("$name")
    fi
  done <<<"$listed"
  [ ${#old[@]} = 0 ] || printf '%s\n' "${old[@]}" | rclone delete --files-from-raw - "$BACKUP_COPY_TO"
}
if [ -n "${BACKUP_COPY_TO:-}" ] && [ "$copy_keep_days" != forever ] && ! delete_old_copies; then
  echo "backup.sh: old backups stay in $BACKUP_COPY_TO: let the key list and delete there, or leave them to a rule of the bucket and take BACKUP_COPY_KEEP_DAYS away" >&2
fi
find "$folder" -maxdepth 1 \( -name 'cashbacktv-*.dump.age' -o -name 'cashbacktv-*.key.age' \) \
  ! -name "$stamp.*" -mtime +"$keep_days" -delete
