#!/usr/bin/env bash
# Writes nginx's configuration from the environment, which has the names of .env.example.
#
#   infra/nginx/render.sh control-plane|media-host|both [FOLDER]
#
# FOLDER is /etc/nginx/cashbacktv. Then either have the nginx of the system include FOLDER/site.conf where `http` is,
#   ln -s /etc/nginx/cashbacktv/site.conf /etc/nginx/conf.d/cashbacktv.conf
# or start one of its own: nginx -c FOLDER/nginx.conf
set -euo pipefail
umask 022

usage() {
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
role=$1
here=$(cd "$(dirname "$0")" && pwd)
CONF_DIR=${2:-/etc/nginx/cashbacktv}
die() {
  echo "render.sh: $*" >&2
  exit 1
}

host_of() {
  local address=${1#*://}
  address=${address%%/*}
  printf '%s' "${address%:*}"
}
case $role in
  control-plane | both) address=${PUBLIC_URL:-} what=PUBLIC_URL ;;
  media-host) address=${PLAYBACK_BASE_URL:-} what=PLAYBACK_BASE_URL ;;
  *) usage ;;
esac
[[ $address =~ ^https://[A-Za-z0-9._-]+(:[0-9]+)?/?$ ]] ||
  die "set $what to the address under which this machine is reached, such as https://tv.example (it is '${address}')"

# As nginx has the name of whoever asks, which is held against it.
SERVER_NAME=$(host_of "${address,,}")
HTTP_PORT=${HTTP_PORT:-80}
HTTPS_PORT=${HTTPS_PORT:-443}
# What browsers ask for may be another one than what it listens on, in a container.
HTTPS_PORT_SUFFIX=''
if [[ $address =~ (:[0-9]+)/?$ ]]; then HTTPS_PORT_SUFFIX=${BASH_REMATCH[1]}; fi
[ "$HTTPS_PORT_SUFFIX" != :443 ] || HTTPS_PORT_SUFFIX=''
TLS_DIR=${TLS_DIR:-/etc/cashbacktv/tls}
ACME_DIR=${ACME_DIR:-/var/www/acme}
MEDIA_DIR=${MEDIA_DIR:-/mnt/ramdisk}
PID_FILE=${PID_FILE:-/run/nginx.pid}
NGINX_FAILED_LOG=${NGINX_FAILED_LOG:-/var/log/nginx/cashbacktv.log}
for value in "$HTTP_PORT" "$HTTPS_PORT" "${PORT:-3000}" "${ORIGIN_PORT:-8090}" "${NGINX_LOG_PORT:-0}"; do
  [[ $value =~ ^[0-9]{1,5}$ ]] || die "'$value' is no port"
done
for value in "$TLS_DIR" "$ACME_DIR" "$MEDIA_DIR" "$CONF_DIR" "$PID_FILE" "$NGINX_FAILED_LOG"; do
  [[ $value =~ ^/[A-Za-z0-9._/-]+$ ]] || die "'$value' is no absolute path that nginx can be told"
done

# HTTP/2 is a word of its own line from 1.25.1 on, and a warning at each start on the line of before.
version=$(nginx -v 2>&1 | sed -n 's#.*nginx/\([0-9.]*\).*#\1#p')
[ -n "$version" ] || die "nginx is not installed: apt-get install nginx"
LISTEN_HTTP2=' http2' HTTP2_ON=''
if [ "$(printf '%s\n1.25.1\n' "$version" | sort -V | head -1)" = 1.25.1 ]; then
  LISTEN_HTTP2='' HTTP2_ON='http2 on;'
fi
# A kernel without IPv6 refuses its addresses, and nginx does not start then.
LISTEN_HTTP_BY_IPV6='' LISTEN_HTTPS_BY_IPV6=''
if [ -e /proc/net/if_inet6 ]; then
  LISTEN_HTTP_BY_IPV6="listen [::]:$HTTP_PORT;" LISTEN_HTTPS_BY_IPV6="listen [::]:$HTTPS_PORT ssl$LISTEN_HTTP2;"
fi
WORKER_FILES=$(ulimit -Hn)
if [ "$WORKER_FILES" = unlimited ] || [ "$WORKER_FILES" -gt 1048576 ]; then WORKER_FILES=1048576; fi
MODULES=''
[ -d /etc/nginx/modules-enabled ] && MODULES='include /etc/nginx/modules-enabled/*.conf;'
BROTLI='# brotli: not there (apt-get install libnginx-mod-http-brotli-filter)' BROTLI_OFF=''
if compgen -G '/etc/nginx/modules-enabled/*brotli-filter*' >/dev/null; then
  BROTLI='brotli on; brotli_types text/plain text/css text/javascript application/javascript application/json image/svg+xml;'
  BROTLI_OFF='brotli off;'
fi
# Only for an authority that can be asked: Let's Encrypt's certificates name none any more, and nginx
# would warn of that at each start. Its answers are mostly signed by a responder of its own, which is only known by the
# root above it: those are the system's, or of a file of one's own.
STAPLING='# No OCSP: the certificate names nobody who could be asked.'
TLS_AUTHORITIES=${TLS_AUTHORITIES:-/etc/ssl/certs/ca-certificates.crt}
[[ $TLS_AUTHORITIES =~ ^/[A-Za-z0-9._/-]+$ ]] || die "TLS_AUTHORITIES: '$TLS_AUTHORITIES' is no absolute path that nginx can be told"
[ -r "$TLS_AUTHORITIES" ] || TLS_AUTHORITIES=$TLS_DIR/bundle.pem
resolver=$(sed -n 's/^nameserver \([0-9a-fA-F.:]*\)$/\1/p' /etc/resolv.conf | head -1)
if [[ $resolver == *:* ]]; then resolver="[$resolver]"; fi
if [ -r "$TLS_DIR/bundle.pem" ] && [ -n "$(openssl x509 -noout -ocsp_uri -in "$TLS_DIR/bundle.pem")" ]; then
  STAPLING="ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate $TLS_AUTHORITIES;${resolver:+ resolver $resolver valid=300s;}"
fi
REAL_ADDRESSES=''
proxies=${TRUSTED_PROXIES:-}
for network in ${proxies//,/ }; do
  [[ $network =~ ^[0-9a-fA-F.:]+(/[0-9]{1,3})?$ ]] || die "TRUSTED_PROXIES: '$network' is no network"
  REAL_ADDRESSES+="set_real_ip_from $network; "
done
[ -n "$REAL_ADDRESSES" ] && REAL_ADDRESSES+='real_ip_header X-Forwarded-For; real_ip_recursive on;'
SEGMENT_LOG=''
origin_host=${ORIGIN_HOST:-127.0.0.1}
[[ $origin_host =~ ^([A-Za-z0-9._-]+|[0-9a-fA-F:.]+)$ ]] || die "ORIGIN_HOST: '$origin_host' is no host"
# Where it listens everywhere, it is reached on this machine.
case $origin_host in
  0.0.0.0 | ::) origin_host=127.0.0.1 ;;
  *:*) origin_host="[$origin_host]" ;;
esac
if [ "${NGINX_LOG_PORT:-0}" != 0 ]; then
  SEGMENT_LOG="access_log syslog:server=$origin_host:$NGINX_LOG_PORT,nohostname,tag=cashbacktv cashbacktv_segment;"
fi

# Several control planes: CONTROL_PLANES=10.0.0.1:3000,10.0.0.2:3000
servers=''
for server in $(tr ',' ' ' <<<"${CONTROL_PLANES:-127.0.0.1:${PORT:-3000}}"); do
  [[ $server =~ ^([A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\]):[0-9]+$ ]] || die "CONTROL_PLANES: '$server' is no host:port"
  servers+="server $server max_fails=2 fail_timeout=5s; "
done
UPSTREAMS='' LOCATIONS=''
# Ended from here before the other side ends them (Node's own time is five seconds), or a request is sent on one that is
# just ending: a POST is then not asked again.
kept='keepalive 64; keepalive_timeout 4s;'
if [ "$role" != media-host ]; then
  UPSTREAMS+="upstream cashbacktv_control_plane { $servers $kept }"$'\n'
  LOCATIONS+="include $CONF_DIR/control-plane.conf;"$'\n  '
fi
if [ "$role" != control-plane ]; then
  UPSTREAMS+="upstream cashbacktv_origin { server $origin_host:${ORIGIN_PORT:-8090}; $kept }"$'\n'
  UPSTREAMS+="include $CONF_DIR/segment-log.conf;"$'\n'
  LOCATIONS+="include $CONF_DIR/streams.conf;"
fi

mkdir -p "$CONF_DIR"
export CONF_DIR SERVER_NAME HTTP_PORT HTTPS_PORT HTTPS_PORT_SUFFIX TLS_DIR ACME_DIR MEDIA_DIR PID_FILE NGINX_FAILED_LOG
export LISTEN_HTTP2 HTTP2_ON LISTEN_HTTP_BY_IPV6 LISTEN_HTTPS_BY_IPV6 WORKER_FILES MODULES BROTLI BROTLI_OFF STAPLING REAL_ADDRESSES SEGMENT_LOG UPSTREAMS LOCATIONS
# Named one by one: nginx has variables of its own, which stay.
# shellcheck disable=SC2016
names='$CONF_DIR $SERVER_NAME $HTTP_PORT $HTTPS_PORT $HTTPS_PORT_SUFFIX $TLS_DIR $ACME_DIR $MEDIA_DIR $PID_FILE $NGINX_FAILED_LOG
  $LISTEN_HTTP2 $HTTP2_ON $LISTEN_HTTP_BY_IPV6 $LISTEN_HTTPS_BY_IPV6 $WORKER_FILES $MODULES $BROTLI $BROTLI_OFF $STAPLING $REAL_ADDRESSES $SEGMENT_LOG $UPSTREAMS $LOCATIONS'
for template in "$here"/templates/*.conf; do
  written=$CONF_DIR/$(basename "$template")
  envsubst "$names" <"$template" >"$written.new"
  mv "$written.new" "$written"
done
cp "$here/segment-log.conf" "$CONF_DIR/segment-log.conf"
echo "nginx's configuration for $SERVER_NAME ($role) is in $CONF_DIR"
