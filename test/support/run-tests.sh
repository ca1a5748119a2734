#!/usr/bin/env bash
# npm test: installs what is missing, builds the web page, runs Vitest, ends with the line "N passed, N failed".
# Arguments go to Vitest. FAILED_CHECKS=n counts failures of earlier checks in.
set -uo pipefail
cd "$(dirname "$0")/../.."

failed_checks=${FAILED_CHECKS:-0}
give_up() {
  echo "0 passed, $((failed_checks + 1)) failed"
  exit 1
}

bash test/support/install-servers.sh || give_up
bash test/support/install-modules.sh || give_up
npm run --silent build:web || give_up

results=$(mktemp)
trap 'rm -f "$results"' EXIT
npx vitest run --reporter=default --reporter=json --outputFile.json="$results" "$@"
status=$?

node - "$results" "$status" "$failed_checks" <<'JS'
const { readFileSync } = require('node:fs');
const [file, status, failedChecks] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text);
// A file that cannot be loaded has no failed test of its own, and must not pass for nothing.
const broken = report.testResults.filter(
  (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
).length;
let failed = report.numFailedTests + broken;
// Errors outside any test (global set-up, unhandled rejections) show only in Vitest's exit code.
if (Number(status) !== 0 && failed === 0) failed = 1;
failed += Number(failedChecks);
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
JS
