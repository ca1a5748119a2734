#!/usr/bin/env bash
# Installs exactly the locked packages, unless they are there. npm ci refuses a lock file without the packages of other
# platforms, which a registry mirror may lack; npm install with the same lock file then installs the same versions for
# this platform.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -e node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ]; then exit 0; fi
echo "Installing the locked packages (a minute or two) ..."
npm ci --no-audit --no-fund --loglevel=silent || npm install --no-save --no-audit --no-fund --loglevel=error
