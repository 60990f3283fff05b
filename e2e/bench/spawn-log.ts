import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readChild } from '../stack/child.ts'

export type Spawn = { atMs: number; args: string[] }

/**
 * A folder for PATH whose `ffmpeg` notes the moment (microseconds) and its arguments, and then
 * becomes the real one: the same pid. The note is taken a millisecond or two after the spawn.
 */
export async function createSpawnLog(folder: string) {
  const real = (await readChild('sh', ['-c', 'command -v ffmpeg'])).toString().trim()
  const bin = join(folder, 'bin')
  const notes = join(folder, 'spawns')
  mkdirSync(bin)
  mkdirSync(notes)
  chmodSync(notes, 0o777)
  const script = `#!/bin/bash\nprintf '%s\\0' "$EPOCHREALTIME" "$@" >"${notes}/$$"\nexec ${real} "$@"\n`
  writeFileSync(join(bin, 'ffmpeg'), script, { mode: 0o755 })
  return {
    path: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    /** Spawns so far whose arguments contain `text`, oldest first. */
    spawns: (text: string): Spawn[] =>
      readdirSync(notes)
        .map((name) => readFileSync(join(notes, name), 'utf8').split('\0').slice(0, -1))
        .map(([at = '', ...args]) => ({ atMs: Number(at.replace(',', '.')) * 1000, args }))
        .filter(({ args }) => args.some((arg) => arg.includes(text)))
        .sort((one, other) => one.atMs - other.atMs),
  }
}
