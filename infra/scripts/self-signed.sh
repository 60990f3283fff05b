#!/usr/bin/env bash
# Makes a certificate that nobody vouches for, so that nginx can start before the real one is there.
# What is there already stays.
#
#   infra/scripts/self-signed.sh DOMAIN [FOLDER]      FOLDER is /etc/cashbacktv/tls
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
domain=$1
folder=${2:-/etc/cashbacktv/tls}
if ! [[ $domain =~ ^[A-Za-z0-9._-]+$ ]]; then
  echo "self-signed.sh: '$domain' is no domain" >&2
  exit 1
fi
if [ -s "$folder/fullchain.pem" ] && [ -s "$folder/privkey.pem" ]; then exit 0; fi
mkdir -p "$folder"
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
  -subj "/CN=$domain" -addext "subjectAltName=DNS:$domain" \
  -keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>/dev/null
chmod 644 "$folder/fullchain.pem"
echo "A certificate that nobody vouches for is in $folder, until the real one is there."
