#!/usr/bin/env bash
# Everything that is looked at before a change is taken: format, lint, types, unused code and every kind of test.
# What is missing of packages and programs is installed, as by `npm test`.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm run verify
npm test
# The release before on the schema of this one, which takes the history of the repository.
npx vitest run --project deployment infra/pipeline/previous-release
