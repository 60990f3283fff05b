#!/usr/bin/env bash
# Puts a certificate that certbot has just got where nginx reads it, and has nginx take it without
# dropping a connection. certbot calls it after each renewal, with RENEWED_LINEAGE.
set -euo pipefail
tls=${TLS_DIR:-/etc/cashbacktv/tls}
pid_file=${PID_FILE:-/run/nginx.pid}
from=${RENEWED_LINEAGE:?is set by certbot: the folder with fullchain.pem and privkey.pem}
if cmp -s "$from/fullchain.pem" "$tls/fullchain.pem"; then exit 0; fi
# Key and certificate belong together: neither is taken when they do not.
of_key=$(openssl pkey -in "$from/privkey.pem" -pubout)
of_certificate=$(openssl x509 -in "$from/fullchain.pem" -noout -pubkey)
if [ "$of_key" != "$of_certificate" ]; then
  echo "install-certificate.sh: key and certificate in $from do not belong together" >&2
  exit 1
fi
install -m 600 "$from/privkey.pem" "$tls/privkey.pem.new"
install -m 644 "$from/fullchain.pem" "$tls/fullchain.pem.new"
mv "$tls/privkey.pem.new" "$tls/privkey.pem"
mv "$tls/fullchain.pem.new" "$tls/fullchain.pem"
# nginx goes on with what it has read until it is told.
if [ -s "$pid_file" ]; then kill -HUP "$(cat "$pid_file")"; fi
