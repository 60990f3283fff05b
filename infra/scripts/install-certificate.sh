#!/usr/bin/env bash
# Puts a certificate that certbot has just got where nginx reads it, and has nginx take it without
# dropping a connection. certbot calls it after each renewal, with RENEWED_LINEAGE.
set -euo pipefail
tls=${TLS_DIR:-/etc/cashbacktv/tls}
pid_file=${PID_FILE-/run/nginx.pid}
from=${RENEWED_LINEAGE:?is set by certbot: the folder with fullchain.pem and privkey.pem}
bundle=$(cat "$from/fullchain.pem" "$from/privkey.pem")
if [ "$bundle" = "$(cat "$tls/bundle.pem" 2>/dev/null)" ]; then exit 0; fi
# Key and certificate belong together: neither is taken when they do not.
of_key=$(openssl pkey -in "$from/privkey.pem" -pubout)
of_certificate=$(openssl x509 -in "$from/fullchain.pem" -noout -pubkey)
if [ "$of_key" != "$of_certificate" ]; then
  echo "install-certificate.sh: key and certificate in $from do not belong together" >&2
  exit 1
fi
(umask 077 && printf '%s\n' "$bundle" >"$tls/bundle.pem.new")
mv "$tls/bundle.pem.new" "$tls/bundle.pem"
# nginx goes on with what it has read until it is told.
if [ -s "$pid_file" ]; then kill -HUP "$(cat "$pid_file")"; fi
