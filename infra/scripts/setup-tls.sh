#!/usr/bin/env bash
# Gets a certificate for DOMAIN from Let's Encrypt and keeps it renewed. Run it as often as you like.
#
#   infra/scripts/setup-tls.sh DOMAIN EMAIL
#
# nginx has to be rendered (infra/nginx/render.sh), and port 80 of DOMAIN has to lead here. Until
# the first certificate is there nginx has one that nobody vouches for, so that it is never without.
# TLS_DIR, ACME_DIR and PID_FILE are those of render.sh; an empty PID_FILE is an nginx in another container, which
# takes new certificates by itself (infra/nginx/serve.sh). ACME_SERVER is another authority.
set -euo pipefail
# Workers of nginx, who are not root, read the proof.
umask 022
if [ $# -ne 2 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
# Authorities know names in small letters alone, and so does certbot call its folders.
domain=${1,,} email=$2
here=$(cd "$(dirname "$0")" && pwd)
die() {
  echo "setup-tls.sh: $*" >&2
  exit 1
}
[[ $domain =~ ^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$ ]] || die "'$domain' is no domain, such as tv.example"
[[ $email =~ ^[^@[:space:]]+@[^@[:space:]]+$ ]] || die "'$email' is no address; it is told of trouble with the certificate"
command -v certbot >/dev/null || die "certbot is not installed: apt-get install certbot"
export TLS_DIR=${TLS_DIR:-/etc/cashbacktv/tls}
export ACME_DIR=${ACME_DIR:-/var/www/acme}
export PID_FILE=${PID_FILE-/run/nginx.pid}
CERTBOT_DIR=${CERTBOT_DIR:-/etc/letsencrypt}
mkdir -p "$ACME_DIR" "$TLS_DIR"

"$here/self-signed.sh" "$domain" "$TLS_DIR"
[ -z "$PID_FILE" ] || [ -s "$PID_FILE" ] || die "nginx is not running: start it, so that the authority finds the proof"

server=()
[ -z "${ACME_SERVER:-}" ] || server=(--server "$ACME_SERVER")
# What it is renewed with is kept by certbot: the hook and where the proof is put, too.
certbot certonly --non-interactive --agree-tos --email "$email" --domain "$domain" \
  --webroot --webroot-path "$ACME_DIR" --keep-until-expiring --key-type ecdsa \
  --deploy-hook "env TLS_DIR=$TLS_DIR PID_FILE=$PID_FILE $here/install-certificate.sh" \
  --config-dir "$CERTBOT_DIR" --work-dir "${CERTBOT_WORK_DIR:-/var/lib/letsencrypt}" \
  --logs-dir "${CERTBOT_LOG_DIR:-/var/log/letsencrypt}" "${server[@]}"
# Where the certificate was there already, the hook was not called.
RENEWED_LINEAGE=$CERTBOT_DIR/live/$domain "$here/install-certificate.sh"

# Debian's certbot looks twice a day and renews 30 days before the end.
if [ "$CERTBOT_DIR" = /etc/letsencrypt ] && [ -n "$PID_FILE" ]; then
  if [ -d /run/systemd/system ]; then
    systemctl enable --now certbot.timer
  elif [ ! -e /etc/cron.d/certbot ]; then
    echo "setup-tls.sh: nothing renews it here: have 'certbot renew' run every 12 hours" >&2
  fi
fi
echo "$domain has its certificate, until $(openssl x509 -noout -enddate -in "$TLS_DIR/bundle.pem" | cut -d= -f2)."
