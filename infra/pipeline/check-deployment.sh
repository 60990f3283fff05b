#!/usr/bin/env bash
# Images built and run as in production: each by itself, all together, and the release before. As root on a Debian 12
# it installs what it needs.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm run test:deployment
