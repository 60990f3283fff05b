import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { errorCode } from '../error-code.ts'

/** A running server of a data folder, as its own postmaster.pid tells. */
export type Postmaster = { pid: number; socketFolder: string; port: number; ready: boolean }

/** The setting by which a server says whose data it holds: it sees its folder only as where it is. */
export function claimOf(dataFolder: string): string {
  return `cashbacktv.data_folder=${dataFolder}`
}

/** The living server of a data folder, or null. A stale file, or one whose pid is another's now, counts as none. */
export function findPostmaster(dataFolder: string): Postmaster | null {
  const lines = readLines(join(dataFolder, 'postmaster.pid'))
  const [pid = 0, , , port = 0] = lines.map(Number)
  if (pid <= 1 || !isServerOf(pid, dataFolder)) return null
  const ready = lines[7]?.trim() === 'ready'
  return { pid, socketFolder: resolve(dataFolder, lines[4] ?? ''), port, ready }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function isServerOf(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    // Earlier releases named the folder itself.
    return words.includes(claimOf(dataFolder)) || words.includes(dataFolder)
  } catch {
    return false
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
