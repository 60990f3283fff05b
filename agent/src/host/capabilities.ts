import { statfsSync } from 'node:fs'
import {
  type Calibration,
  type Capabilities,
  type GpuTrial,
  trialsByCodec,
} from '@cashbacktv/contract'
import { makeFolder } from '@cashbacktv/contract/make-folder'
import type { MediaUser } from '../domain/confinement/confine.ts'
import { readableLanguages } from '../process/readable-languages.ts'
import { ffmpegAbilities } from './ffmpeg-abilities.ts'
import { howFfmpegIsHeld } from './how-ffmpeg-is-held.ts'
import { machine } from './machine.ts'

/** Type of a file system in memory, as statfs(2) says it. */
const TMPFS = 0x01021994

/** What this host is and can do. Asked once at the start; takes about half a second. */
export async function readCapabilities(options: {
  agentVersion: string
  mediaDir: string
  playbackBaseUrl: string | null
  originUrl: string | null
  calibrations: Calibration[]
  /** What channels are really held to their limits by. */
  cgroup: Capabilities['cgroup']
  /** Whom its channels run as, where that is another than we are. */
  userOfRuns: MediaUser | null
  /** Asks the encoders that would run on a GPU. */
  askGpu(): Promise<GpuTrial[]>
}): Promise<Capabilities> {
  const [ffmpeg, readable, unheld, trials] = await Promise.all([
    ffmpegAbilities(),
    readableLanguages(),
    howFfmpegIsHeld(options.userOfRuns),
    options.askGpu(),
  ])
  const { cores, memoryBytes } = machine()
  return {
    agentVersion: options.agentVersion,
    ...ffmpeg,
    readable,
    unheld,
    ...trialsByCodec(trials),
    cores,
    memoryBytes,
    cgroup: options.cgroup,
    media: mediaRoom(options.mediaDir),
    playbackBaseUrl: options.playbackBaseUrl,
    originUrl: options.originUrl,
    calibrations: options.calibrations,
  }
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
