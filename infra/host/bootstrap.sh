#!/usr/bin/env bash
# Makes this machine a media host of @CONTROL_PLANE@. Its options are those of infra/host/install.sh.
set -euo pipefail
control_plane='@CONTROL_PLANE@' archive='@ARCHIVE@' sum='@SUM@'

# In a function, so that nothing is done of what came only in part.
main() {
  local folder
  if [ "$(id -u)" != 0 ]; then
    echo 'Run it as root: … | JOIN_TOKEN=… sudo --preserve-env=JOIN_TOKEN bash' >&2
    exit 1
  fi
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$folder'" EXIT
  curl --fail --silent --show-error --location "$control_plane/install/$archive" --output "$folder/$archive"
  if ! echo "$sum  $folder/$archive" | sha256sum --quiet --check; then
    echo "$control_plane/install/$archive did not come as it was packed; try again" >&2
    exit 1
  fi
  mkdir "$folder/release"
  tar --extract --gzip --no-same-owner --strip-components=1 --file "$folder/$archive" --directory "$folder/release"
  # By bash: there are machines on whose /tmp no program may run.
  bash "$folder/release/infra/host/install.sh" --control-plane "$control_plane" "$@"
}
main "$@"
