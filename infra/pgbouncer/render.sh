#!/usr/bin/env bash
# Writes the configuration of a PgBouncer before PostgreSQL: infra/pgbouncer/render.sh [FOLDER]
#
#   FOLDER               where pgbouncer.ini and userlist.txt are written (/etc/cashbacktv/pgbouncer)
#   DATABASE_DIRECT_URL  PostgreSQL itself, postgres://user:password@host:5432/name, or DATABASE_DIRECT_URL_FILE;
#                        clients log in to PgBouncer with the same user, password and name
#   PGBOUNCER_ADDRESS    address it listens on (127.0.0.1)
#   PGBOUNCER_PORT       port it listens on (6432)
#   PGBOUNCER_POOL       connections to PostgreSQL at most (20)
#
# A running one takes it by SIGHUP: transactions under way end where they began, what follows goes to the new place.
set -euo pipefail
folder=${1:-/etc/cashbacktv/pgbouncer}
here=$(cd "$(dirname "$0")" && pwd)
die() {
  echo "render.sh: $*" >&2
  exit 1
}
if [ $# -gt 1 ]; then
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
url=${DATABASE_DIRECT_URL:-}
if [ -n "${DATABASE_DIRECT_URL_FILE:-}" ]; then
  [ -z "$url" ] || die 'DATABASE_DIRECT_URL and DATABASE_DIRECT_URL_FILE are both given. Leave one of them out.'
  url=$(<"$DATABASE_DIRECT_URL_FILE") || die "DATABASE_DIRECT_URL_FILE: $DATABASE_DIRECT_URL_FILE cannot be read"
fi
[[ $url =~ ^postgres(ql)?://([^:/?#@]+):([^/?#@]+)@([^/?#@,]+|\[[0-9a-fA-F:]+\])/([^/?#]+)$ ]] ||
  die 'DATABASE_DIRECT_URL is no address of one PostgreSQL: postgres://user:password@host:5432/name'
user=${BASH_REMATCH[2]} password=${BASH_REMATCH[3]} where=${BASH_REMATCH[4]} name=${BASH_REMATCH[5]}
host=${where%:*} port=${where##*:}
[[ $where =~ :[0-9]+$ ]] || host=$where port=5432
host=${host#[} host=${host%]}
# %40 is what it stands for.
decoded() { printf '%b' "${1//%/\\x}"; }
# In single quotes within an entry, in double quotes within the list of users: each doubled is itself.
entry() { printf "'%s'" "${1//\'/\'\'}"; }
quoted() { printf '"%s"' "${1//\"/\"\"}"; }
user=$(decoded "$user") password=$(decoded "$password") name=$(decoded "$name")
[[ $name =~ ^[A-Za-z0-9_-]+$ ]] || die 'the name of the database has other characters than letters, digits, _ and -'

umask 077
mkdir -p "$folder"
printf '%s %s\n' "$(quoted "$user")" "$(quoted "$password")" >"$folder/userlist.txt.part"
cat >"$folder/pgbouncer.ini.part" <<INI
%include $here/pgbouncer.ini
listen_addr = ${PGBOUNCER_ADDRESS:-127.0.0.1}
listen_port = ${PGBOUNCER_PORT:-6432}
default_pool_size = ${PGBOUNCER_POOL:-20}
auth_type = scram-sha-256
auth_file = $folder/userlist.txt
[databases]
$name = host=$(entry "$host") port=$port dbname=$name
INI
mv "$folder/userlist.txt.part" "$folder/userlist.txt"
mv "$folder/pgbouncer.ini.part" "$folder/pgbouncer.ini"
