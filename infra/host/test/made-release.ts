import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const infra = join(import.meta.dirname, '../..')

/** How the agent of a made-up release is: it answers as a real one, or ends at once. */
type Kind = 'well' | 'broken'

const SERVE = (metric: string, port: string) => `
import { createServer } from 'node:http'
createServer((_req, res) => res.end('${metric} 1\\n')).listen(Number(process.env.${port}), '127.0.0.1')
`

/** The real scripts around programs that do nothing but say that they are there. */
export function makeRelease(folder: string, version: string, kind: Kind): string {
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  put('package.json', JSON.stringify({ version, type: 'module' }))
  const agent = SERVE('agent_link_connected', 'AGENT_METRICS_PORT')
  put('agent/dist/main.js', kind === 'well' ? agent : 'process.exit(1)')
  put('agent/dist/origin.js', SERVE('origin_memory_bytes', 'ORIGIN_METRICS_PORT'))
  for (const name of ['host', 'nginx', 'release', 'scripts'])
    cpSync(join(infra, name), join(folder, 'infra', name), { recursive: true })
  return folder
}

/** @returns the archive that a host is given */
export function packRelease(folder: string, out: string): string {
  return execFileSync(join(folder, 'infra/release/pack.sh'), [out], { encoding: 'utf8' }).trim()
}

/**
 * Stands for systemd: a restart ends the process of a unit and starts the one that is current. What else it is told, of
 * sockets, is done in name alone. Where a file `signal` names one, the first to ask for a restart gets it instead.
 */
export const FAKE_SYSTEMCTL = `#!/usr/bin/env bash
set -eu
[ "$1" = restart ] || { echo "$*" >>"$RUN_DIR/../told"; [ "$1" != is-active ]; exit; }
if [ -e "$RUN_DIR/../signal" ]; then
  signal=$(cat "$RUN_DIR/../signal")
  rm "$RUN_DIR/../signal"
  kill -s "$signal" "$PPID"
  exit 1
fi
unit=$2
program=main
[ "$unit" = cashbacktv-agent.service ] || program=origin
if [ -e "$RUN_DIR/$unit" ]; then kill "$(cat "$RUN_DIR/$unit")" 2>/dev/null || true; fi
set -a
. "$CASHBACKTV_ENV"
node "$CASHBACKTV_DIR/current/agent/dist/$program.js" >/dev/null 2>&1 &
echo $! >"$RUN_DIR/$unit"
`
