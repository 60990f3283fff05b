#!/usr/bin/env bash
# Takes a media host back to the release before, as infra/scripts/upgrade.sh took it to this one.
set -euo pipefail
exec "$(dirname "$0")/upgrade.sh" --back
