import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = fileURLToPath(new URL('../native/test', import.meta.url))

/** Compiles a program of `agent/native/test` to `folder`. By a name with `ff` before it is taken for FFmpeg. */
export function compiled(folder: string, source: string, name: string): string {
  const file = join(folder, name)
  execFileSync('cc', ['-Wall', '-Werror', '-o', file, join(sources, source)])
  return file
}

/** What such a program says of what it tried: by its name the number of the error, 0 where there was none. */
export function errorsOf(text: string): Record<string, number> {
  const lines = text.trim().split('\n')
  return Object.fromEntries(
    lines.map((line): [string, number] => {
      const [name = '', error = ''] = line.split(' ')
      return [name, Number(error)]
    }),
  )
}
