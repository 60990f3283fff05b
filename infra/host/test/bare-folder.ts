import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './machine.ts'

/** A PATH with these programs of this machine alone. */
export function bareFolder(tools: readonly string[]): string {
  const folder = newFolder()
  for (const tool of tools) {
    const found = execFileSync('which', [tool], { encoding: 'utf8' }).trim()
    symlinkSync(found, join(folder, tool))
  }
  return folder
}
