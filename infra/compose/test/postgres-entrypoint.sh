#!/usr/bin/env bash
# What PostgreSQL's own image does with POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD or its file, and
# /docker-entrypoint-initdb.d: a new cluster with them where there is none, then the server.
set -euo pipefail
bin=$(echo /usr/lib/postgresql/*/bin)
export PATH=$bin:$PATH
as_postgres=(setpriv --reuid=postgres --regid=postgres --clear-groups)
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  install --directory --owner=postgres --mode=700 "$PGDATA"
  password=${POSTGRES_PASSWORD:-$(cat "${POSTGRES_PASSWORD_FILE:-/dev/null}")}
  install --owner=postgres --mode=400 /dev/stdin /tmp/password <<<"$password"
  "${as_postgres[@]}" initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile=/tmp/password \
    --auth=scram-sha-256 --auth-local=trust >/dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  "${as_postgres[@]}" pg_ctl --pgdata="$PGDATA" --options='-c listen_addresses=' --wait start >/dev/null
  "${as_postgres[@]}" createdb --username="$POSTGRES_USER" "$POSTGRES_DB"
  for script in /docker-entrypoint-initdb.d/*.sh; do
    if [ -e "$script" ]; then "${as_postgres[@]}" bash "$script"; fi
  done
  "${as_postgres[@]}" pg_ctl --pgdata="$PGDATA" --wait stop >/dev/null
fi
exec "${as_postgres[@]}" "$@"
