import { copyFile, link, mkdir, readdir, rename, stat, unlink } from 'node:fs/promises'
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

/** Beside its place until a copy is whole. */
const UNFINISHED = '.tmp'

/** A link where both are on one disk, else a copy; whole under its name, or not there. */
async function keepFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await link(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    // Earlier releases copied under its name: one that was killed while it did has left a part.
    if (code === 'EEXIST' && (await stat(from)).size === (await stat(to)).size) return
    if (code === null || !COPIED_AFTER.has(code)) throw error
    await copyFile(from, `${to}${UNFINISHED}`)
    await rename(`${to}${UNFINISHED}`, to)
  }
}

const COPIED_AFTER = new Set<unknown>(['EEXIST', 'EXDEV', 'EPERM', 'EMLINK'])

/** Removes copies that an origin that was killed has not finished. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  for (const name of names.filter((one) => one.endsWith(UNFINISHED))) {
    await unlink(join(folder, name)).catch(() => undefined)
  }
}
