#!/usr/bin/env bash
# Every test of the database once more, through a PgBouncer in transaction mode.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm run test:pgbouncer
