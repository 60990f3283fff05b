import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const PACKAGE = join(import.meta.dirname, '../../package.json')

/** What a script of the project runs after its preparations: a program and its arguments. */
export function startCommand(script: 'start' | `start:${string}`): string[] {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')))
  return (scripts[script] ?? '').replace(/^exec /, '').split(' ')
}
