#!/usr/bin/env bash
# Brings the control plane of an overlay to the cluster that kubectl knows: the schema first, then the roll-out,
# which is taken back when it does not become ready.
#
#   infra/pipeline/deploy-kubernetes.sh infra/kubernetes/overlays/example
#
# ROLLOUT_TIMEOUT (5m) is how long it may take.
set -euo pipefail
if [ $# -ne 1 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
overlay=$1
timeout=${ROLLOUT_TIMEOUT:-5m}
namespace=$(sed -n 's/^namespace: //p' "$overlay/kustomization.yaml")
[ -n "$namespace" ] || {
  echo "deploy-kubernetes.sh: $overlay/kustomization.yaml names no namespace" >&2
  exit 1
}
kubectl=(kubectl --namespace "$namespace")
# A job cannot be changed: the last one goes.
"${kubectl[@]}" delete job migrate --ignore-not-found
"${kubectl[@]}" apply --kustomize "$overlay/migrations"
"${kubectl[@]}" wait --for=condition=complete --timeout="$timeout" job/migrate || {
  "${kubectl[@]}" logs job/migrate --tail=50 >&2 || true
  echo "deploy-kubernetes.sh: the database was not migrated; the release that runs was not touched" >&2
  exit 1
}
"${kubectl[@]}" apply --kustomize "$overlay"
"${kubectl[@]}" rollout status deployment/control-plane --timeout="$timeout" || {
  "${kubectl[@]}" rollout undo deployment/control-plane
  exit 1
}
