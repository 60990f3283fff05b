import { existsSync } from 'node:fs'
import type { Command } from '../domain/confinement/confine.ts'
import { heldAs } from './hidden-words.ts'

/** Most of what these hold are bytes that come and go: without these they take twice the memory. */
const SMALL = ['--max-old-space-size=96', '--max-semi-space-size=1', '--v8-pool-size=1']

/** A small program of our own that connects to others, to be held in as FFmpeg is: `file` is what was built of it. */
export function ownProgram(
  file: string,
  words: readonly string[] = [],
): { command: Command; env: NodeJS.ProcessEnv } {
  return {
    command: { file: process.execPath, args: [...SMALL, file, ...words] },
    env: { ...certificates(), ...heldAs(process.execPath) },
  }
}

/** Those that the machine trusts beside Node's own, as for FFmpeg. */
function certificates(): NodeJS.ProcessEnv {
  const file = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'].find(
    (one) => existsSync(one),
  )
  return file === undefined ? {} : { NODE_EXTRA_CA_CERTS: file }
}
