#!/usr/bin/env bash
# For other scripts: read_address VARIABLE sets user, password, host, port and name from the address of one PostgreSQL,
# postgres://user:password@host:5432/name, that the variable has, or the file that VARIABLE_FILE names. What is
# wrong is said without the address.
# shellcheck disable=SC2034 # They are for who asked.
read_address() {
  local variable=$1 file=${1}_FILE url where
  url=${!variable:-}
  if [ -n "${!file:-}" ]; then
    [ -z "$url" ] || die "$variable and $file are both given. Leave one of them out."
    url=$(<"${!file}") || die "$file: ${!file} cannot be read"
  fi
  [[ $url =~ ^postgres(ql)?://([^:/?#@]+):([^/?#@]+)@([^/?#@,]+|\[[0-9a-fA-F:]+\])/([^/?#]+)$ ]] ||
    die "$variable is no address of one PostgreSQL: postgres://user:password@host:5432/name"
  user=$(decoded "${BASH_REMATCH[2]}") password=$(decoded "${BASH_REMATCH[3]}") where=${BASH_REMATCH[4]}
  name=$(decoded "${BASH_REMATCH[5]}")
  host=${where%:*} port=${where##*:}
  [[ $where =~ :[0-9]+$ ]] || host=$where port=5432
  host=${host#[} host=${host%]}
}
# %40 is what it stands for.
decoded() { printf '%b' "${1//%/\\x}"; }
