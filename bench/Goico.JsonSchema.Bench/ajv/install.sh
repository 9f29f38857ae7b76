#!/usr/bin/env bash
# Installs Ajv and its formats beside ajv.mjs, in the versions that package-lock.json pins.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
