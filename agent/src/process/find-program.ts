import { isAbsolute } from 'node:path'
import type { Program } from '../ports.ts'
import { runToEnd } from './run-to-end.ts'

const QUESTION = 'command -v "$1"; printf "%s\\n" "$PATH" "$LD_LIBRARY_PATH"'

/**
 * Where a program lies by our own search path, and the least of our environment that it needs
 * there: no proxies, no FFREPORT, nothing else of ours steers it. By name alone when it is not found.
 */
export async function findProgram(name: string): Promise<Program> {
  const limits = { timeoutMs: 5_000, maxBytes: 100_000 }
  const { stdout } = await runToEnd('/bin/sh', ['-c', QUESTION, 'sh', name], limits)
  const lines = stdout.toString('utf8').split('\n')
  const [path = '', libraries = ''] = lines.slice(-3)
  const found = lines.length > 3 ? (lines[0] ?? '') : ''
  return {
    file: isAbsolute(found) ? found : name,
    env: {
      PATH: path,
      LC_ALL: 'C.UTF-8',
      ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }),
    },
  }
}
