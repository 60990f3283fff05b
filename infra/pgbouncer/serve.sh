#!/usr/bin/env bash
# PgBouncer in a container: renders its configuration and serves; on SIGHUP it renders anew and goes on with that,
# as when another PostgreSQL has taken over.
#
#   infra/pgbouncer/serve.sh [FOLDER]
#
# FOLDER and the variables are those of render.sh beside this.
set -euo pipefail
folder=${1:-/etc/cashbacktv/pgbouncer}
here=$(cd "$(dirname "$0")" && pwd)
"$here/render.sh" "$folder"
pgbouncer "$folder/pgbouncer.ini" &
pgbouncer=$!
# Transactions under way are finished first.
trap 'kill -INT "$pgbouncer"' TERM INT
# What cannot be rendered is said, and the configuration of before holds.
trap '"$here/render.sh" "$folder" && kill -HUP "$pgbouncer" || true' HUP
# A signal ends the wait, not PgBouncer.
while kill -0 "$pgbouncer" 2>/dev/null; do wait "$pgbouncer" || true; done
wait "$pgbouncer"
