#!/usr/bin/env bash
# Installs the mail servers, the database and the browser the tests run against, when they are absent. Nothing is
# started: the tests start private copies of their own.
set -euo pipefail

packages=()
need() { # need <package> <file or pattern that the package brings>
  compgen -G "$2" >/dev/null || packages+=("$1")
}
need dovecot-core '/usr/sbin/dovecot'
need dovecot-imapd '/usr/lib/dovecot/imap'
need dovecot-lmtpd '/usr/lib/dovecot/lmtp'
need dovecot-sieve '/usr/lib/dovecot/modules/*sieve_plugin.so'
need postfix '/usr/lib/postfix/sbin/master'
need postgresql '/usr/lib/postgresql/*/bin/initdb'
need pgbouncer '/usr/sbin/pgbouncer'
need openssl '/usr/bin/openssl'
# Elsewhere than on Debian any Chromium or Chrome will do.
[ -n "${MAILRULE_TEST_CHROMIUM:-}" ] || need chromium '/usr/bin/chromium'

if [ ${#packages[@]} -eq 0 ]; then exit 0; fi

line="apt-get install --no-install-recommends ${packages[*]}"
if ! command -v apt-get >/dev/null; then
  echo "The tests need these servers: ${packages[*]} (names of Debian 12). Install them, or run the tests in a Debian 12 container." >&2
  case " ${packages[*]} " in *' chromium '*)
    echo "For the browser, set MAILRULE_TEST_CHROMIUM to the program of a Chromium or Chrome, on macOS for example: MAILRULE_TEST_CHROMIUM='/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'" >&2
  esac
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need servers that are not installed. As root: $line" >&2
  exit 1
fi

# Debian starts a service as soon as it is installed, unless this file says no (101 = action forbidden).
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}"
