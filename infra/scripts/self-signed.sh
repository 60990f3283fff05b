#!/usr/bin/env bash
# Makes a certificate that nobody vouches for, so that nginx can start before the real one is there.
# What is there already stays, but for one of these that has run out.
#
#   infra/scripts/self-signed.sh DOMAIN [FOLDER]      FOLDER is /etc/cashbacktv/tls
set -euo pipefail
umask 022
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
domain=${1,,}
folder=${2:-/etc/cashbacktv/tls}
if ! [[ $domain =~ ^[A-Za-z0-9._-]+$ ]]; then
  echo "self-signed.sh: '$domain' is no domain" >&2
  exit 1
fi
bundle=$folder/bundle.pem
if [ -s "$bundle" ]; then
  by_itself=$(openssl x509 -noout -issuer -in "$bundle" | cut -d= -f2-)
  of=$(openssl x509 -noout -subject -in "$bundle" | cut -d= -f2-)
  if [ "$by_itself" != "$of" ] || openssl x509 -noout -checkend 86400 -in "$bundle" >/dev/null; then exit 0; fi
fi
mkdir -p "$folder"
umask 077
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
  -subj "/CN=$domain" -addext "subjectAltName=DNS:$domain" \
  -keyout "$made/key" -out "$made/certificate" 2>/dev/null
cat "$made/certificate" "$made/key" >"$bundle.new"
mv "$bundle.new" "$bundle"
echo "A certificate that nobody vouches for is in $folder, until the real one is there."
