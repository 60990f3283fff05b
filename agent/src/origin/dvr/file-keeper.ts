import { copyFile, link, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DvrSlot, pathOnAir } from '../domain/dvr/dvr-slot.ts'
import { filesOf } from '../domain/ladder/slot-files.ts'
import type { OriginLog } from '../ports.ts'

export type KeeperOptions = {
  /** Below it a folder an hour. */
  folder: string
  runsFolder: string
  /** Nothing more is to be written. */
  isFull(): boolean
  log: OriginLog
}

export type FileKeeper = {
  /** Takes the files of a slot that is on air; the slot comes back marked where they could not be kept. */
  keep(slot: DvrSlot): Promise<DvrSlot>
  /** Says once an outage what is wrong. */
  failed(error: unknown): void
}

export function fileKeeper({ folder, runsFolder, isFull, log }: KeeperOptions): FileKeeper {
  let failing = false

  function failed(error: unknown): void {
    if (!failing) log.warn({ folder, why: String(error) }, 'A segment cannot be kept for later')
    failing = true
  }

  return {
    failed,
    async keep(slot) {
      if (isFull()) return { ...slot, isMissing: true }
      const from = filesOf({ ...slot, path: pathOnAir(slot) })
      try {
        let bytes = 0
        for (const [at, file] of filesOf(slot).entries()) {
          await keepFile(join(runsFolder, from[at] ?? ''), join(folder, file))
          bytes += (await stat(join(folder, file))).size
        }
        failing = false
        return { ...slot, bytes }
      } catch (error) {
        failed(error)
        return { ...slot, isMissing: true }
      }
    },
  }
}

/** A link where both are on one disk, else a copy. */
async function keepFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await link(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error
    await copyFile(from, to)
  }
}
