import { isAbsolute } from 'node:path'
import type { Program } from '../ports.ts'
import { leastEnvironment } from './least-environment.ts'
import { runToEnd } from './run-to-end.ts'

/**
 * Where a program lies by our own search path, and all of our environment that it gets. By name
 * alone when it is not found.
 */
export async function findProgram(name: string): Promise<Program> {
  const limits = { timeoutMs: 5_000, maxBytes: 100_000, isTool: true }
  const question = ['-c', 'command -v "$1"', 'sh', name]
  const { stdout } = await runToEnd('/bin/sh', question, limits)
  const found = stdout.toString('utf8').trim()
  return { file: isAbsolute(found) ? found : name, env: leastEnvironment() }
}
