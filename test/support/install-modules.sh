#!/usr/bin/env bash
# Installs exactly the locked packages. npm ci refuses a lock file without the packages of other platforms, which a
# registry mirror may lack; npm install with the same lock file then installs the same versions for this platform.
set -euo pipefail
cd "$(dirname "$0")/../.."

npm ci --no-audit --no-fund || npm install --no-save --no-audit --no-fund
