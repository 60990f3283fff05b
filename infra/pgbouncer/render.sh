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
# shellcheck disable=SC1091 # It is beside this.
. "$here/../postgres/read-address.sh"
user="" password="" host="" port="" name=""
read_address DATABASE_DIRECT_URL
# In single quotes within an entry, in double quotes within the list of users: each doubled is itself.
entry() { printf "'%s'" "${1//\'/\'\'}"; }
quoted() { printf '"%s"' "${1//\"/\"\"}"; }
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
