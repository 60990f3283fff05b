#!/usr/bin/env bash
# certbot in a container: gets the certificate of PUBLIC_URL's name and looks twice a day whether it is time to
# renew it, which is 30 days before its end. nginx, in a container of its own, takes it from TLS_DIR.
# CERTBOT_EMAIL is told of trouble with the certificate; without one nothing is asked for, and nginx goes on
# with what is in TLS_DIR.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
address=${PUBLIC_URL:?is the address of the web app, such as https://tv.example}
domain=${address#*://}
domain=${domain%%[:/]*}
# The nginx that has the port is not in this container.
export PID_FILE=
trap 'exit 0' TERM INT

pause() {
  sleep "$1" &
  wait $!
}

if [ -z "${CERTBOT_EMAIL:-}" ]; then
  echo "keep-certificate.sh: CERTBOT_EMAIL is empty, so no certificate is asked for."
  while true; do pause 43200; done
fi
while true; do
  # The authority is asked sparingly: it locks out who fails often.
  if "$here/../scripts/setup-tls.sh" "$domain" "$CERTBOT_EMAIL"; then pause 43200; else pause 3600; fi
done
