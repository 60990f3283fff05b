#!/usr/bin/env bash
# For PostgreSQL's image, which runs it once, with a new database: a standby in the same network may follow.
set -euo pipefail
echo 'host replication all samenet scram-sha-256' >>"${PGDATA:?is set by the image}/pg_hba.conf"
