#!/usr/bin/env bash
# nginx in a container: renders its configuration, serves, and takes each new certificate by itself, which
# certbot puts into TLS_DIR from a container of its own.
#
#   infra/nginx/serve.sh control-plane|both|media-host [FOLDER]
#
# FOLDER and the variables are those of render.sh beside this. TLS_LOOK_SECONDS is how often it looks.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
role=$1
folder=${2:-/etc/nginx/cashbacktv}
here=$(cd "$(dirname "$0")" && pwd)
export TLS_DIR=${TLS_DIR:-/etc/cashbacktv/tls}
address=${PUBLIC_URL:-}
[ "$role" != media-host ] || address=${PLAYBACK_BASE_URL:-}
domain=${address#*://}
domain=${domain%%/*}

"$here/../scripts/self-signed.sh" "${domain%:*}" "$TLS_DIR"
"$here/render.sh" "$role" "$folder"
nginx -c "$folder/nginx.conf" -g 'daemon off;' &
nginx=$!
# Answers that are under way are finished first, but for those that never end, as what a live screen follows: while they
# last nobody else is answered, nor by the nginx that is to come.
stop() {
  kill -QUIT "$nginx" 2>/dev/null || return 0
  for _ in {1..20}; do
    sleep 0.1
    kill -0 "$nginx" 2>/dev/null || return 0
  done
  kill -TERM "$nginx" 2>/dev/null || true
}
trap stop TERM INT

certificate() { cksum <"$TLS_DIR/bundle.pem" || true; }
seen=$(certificate)
while kill -0 "$nginx" 2>/dev/null; do
  # A signal has to end the wait, which it does for `wait` alone.
  sleep "${TLS_LOOK_SECONDS:-60}" &
  wait -n "$nginx" $! || true
  now=$(certificate)
  if [ "$now" != "$seen" ] && kill -0 "$nginx" 2>/dev/null; then
    seen=$now
    # Rendered anew: whether the authority can be asked for OCSP is told by the certificate.
    "$here/render.sh" "$role" "$folder"
    kill -HUP "$nginx"
  fi
done
wait "$nginx"
