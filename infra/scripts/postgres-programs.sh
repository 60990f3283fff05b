#!/usr/bin/env bash
# Sourced by backup.sh and restore.sh: how PostgreSQL's programs reach the database. With POSTGRES_EXEC they run where
# the server is, such as in its container, and the address is the server's own socket; else on this machine.

# reach_postgres FILE: FILE is where an address with its password is kept meanwhile.
reach_postgres() {
  [ -z "${POSTGRES_EXEC:-}" ] || return 0
  export DATABASE_URL=${DATABASE_DIRECT_URL:-${DATABASE_URL:-}}
  [ -n "$DATABASE_URL" ] || die 'DATABASE_URL is missing'
  node "$(dirname "${BASH_SOURCE[0]}")/pg-service.mjs" >"$1" || die 'DATABASE_URL is no address of PostgreSQL'
  export PGSERVICEFILE=$1 PGSERVICE=cashbacktv
}

# need_programs PROGRAM...: that are run on this machine.
need_programs() {
  local program needed=(age)
  if [ -z "${POSTGRES_EXEC:-}" ]; then needed+=(node "$@"); fi
  for program in "${needed[@]}"; do command -v "$program" >/dev/null || die "$program is not installed"; done
}

# postgres PROGRAM ARGUMENT...: one of PostgreSQL's, on the database of the product.
postgres() {
  if [ -z "${POSTGRES_EXEC:-}" ]; then
    "$@"
  else
    # Words of a command line, as it is given.
    # shellcheck disable=SC2086
    $POSTGRES_EXEC "$@" --username=cashbacktv
  fi
}
