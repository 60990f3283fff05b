#!/usr/bin/env bash
# certbot in a container: gets the certificate of PUBLIC_URL's name and looks twice a day whether it is time to
# renew it, which is 30 days before its end. nginx, in a container of its own, takes it from TLS_DIR.
# CERTBOT_EMAIL is told of trouble with the certificate; without one nothing is asked for, and nginx goes on
# with what is in TLS_DIR, which is made anew before its end where nobody vouches for it.
# CERTIFICATE_LOOK_SECONDS is how often it looks.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
address=${PUBLIC_URL:?is the address of the web app, such as https://tv.example}
domain=${address#*://}
domain=${domain%%[:/]*}
look=${CERTIFICATE_LOOK_SECONDS:-43200}
# The nginx that has the port is not in this container.
export PID_FILE=
export TLS_DIR=${TLS_DIR:-/etc/cashbacktv/tls}
trap 'exit 0' TERM INT

pause() {
  sleep "$1" &
  wait $!
}

if [ -z "${CERTBOT_EMAIL:-}" ]; then
  echo "keep-certificate.sh: CERTBOT_EMAIL is empty, so no certificate is asked for."
  while true; do
    "$here/../scripts/self-signed.sh" "$domain" "$TLS_DIR" || echo "keep-certificate.sh: $TLS_DIR has none that lasts" >&2
    pause "$look"
  done
fi
while true; do
  # The authority is asked sparingly: it locks out who fails often.
  if "$here/../scripts/setup-tls.sh" "$domain" "$CERTBOT_EMAIL"; then pause "$look"; else pause 3600; fi
done
