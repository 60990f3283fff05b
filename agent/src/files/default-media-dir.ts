import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const TMPFS = 0x01021994
export const RAM_DISK = '/dev/shm'
/** Docker gives containers 64 MB by default: too little for even a few channels. */
const LEAST_BYTES = 512 << 20

export type MediaDir = { path: string; isRamDisk: boolean }

/** Memory where there is a RAM disk with room, else a folder beside the data. */
export function defaultMediaDir(dataDir: string): MediaDir {
  const hash = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12)
  const path = join(RAM_DISK, `cashbacktv-${hash}`)
  if (servesAsRamDisk(path)) return { path, isRamDisk: true }
  return { path: join(resolve(dataDir), 'media'), isRamDisk: false }
}

function servesAsRamDisk(path: string): boolean {
  try {
    const { type, bavail, bsize } = statfsSync(RAM_DISK)
    accessSync(RAM_DISK, constants.W_OK)
    return type === TMPFS && (existsSync(path) || bavail * bsize >= LEAST_BYTES)
  } catch {
    return false
  }
}
