import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import type { Calibration, Capabilities } from '@cashbacktv/contract'
import { ffmpegAbilities } from './ffmpeg-abilities.ts'
import { machine } from './machine.ts'
import { makeFolder } from './make-folder.ts'

/** Type of a file system in memory, as statfs(2) says it. */
const TMPFS = 0x01021994

/** What this host is and can do. Asked once at the start; takes about half a second. */
export async function readCapabilities(options: {
  agentVersion: string
  mediaDir: string
  playbackBaseUrl: string | null
  calibrations: Calibration[]
}): Promise<Capabilities> {
  const [ffmpeg, { cores, memoryBytes }] = await Promise.all([ffmpegAbilities(), machine()])
  return {
    agentVersion: options.agentVersion,
    ...ffmpeg,
    cores,
    memoryBytes,
    cgroup: cgroupSupport(),
    media: mediaRoom(options.mediaDir),
    playbackBaseUrl: options.playbackBaseUrl,
    calibrations: options.calibrations,
  }
}

/** Where the pressure of a process can be held, judged by what may be written. */
export function cgroupSupport(root = '/sys/fs/cgroup'): Capabilities['cgroup'] {
  const controllers = readText(`${root}/cgroup.controllers`).split(/\s+/)
  if (controllers.includes('cpu') && controllers.includes('memory') && isWritable(root)) return 'v2'
  const v1 = [`${root}/cpu`, `${root}/memory`].every(isWritable)
  return v1 ? 'v1' : 'none'
}

function mediaRoom(folder: string): Capabilities['media'] {
  try {
    makeFolder(folder)
    const { type, blocks, bsize } = statfsSync(folder)
    return { totalBytes: blocks * bsize, isRamDisk: type === TMPFS }
  } catch {
    return { totalBytes: 0, isRamDisk: false }
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
