#!/usr/bin/env bash
# Every test of the database once more, on a standby that has taken over from its primary.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm run test:standby
