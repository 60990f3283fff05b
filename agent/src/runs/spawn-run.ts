import type { ChannelSpec, Source, SourceFacts } from '@cashbacktv/contract'
import type { MediaUser } from '../domain/confinement/confine.ts'
import { GPU_MEMORY_BYTES, runMemoryBytes } from '../domain/confinement/memory-bound.ts'
import { reachOf, withLoopbackPort } from '../domain/confinement/reach.ts'
import type { GpuPlace } from '../domain/gpu/gpu-arguments.ts'
import { gpuFiles } from '../domain/gpu/gpu-files.ts'
import { writesGrowingFile } from '../domain/plan-ffmpeg/growing-files.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Program } from '../ports.ts'
import { encoderEnvironment } from '../process/encoder-environment.ts'
import { giveTo, isOpenToOthers, mediaUser } from '../process/media-user.ts'
import { spawnConfined } from '../process/spawn-confined.ts'
import type { DetachedProcess } from '../process/spawn-detached.ts'
import { filesOf, picturesForRun, placePictures, type RunPictures } from './run-pictures.ts'

/** Viewers' requests and the agent itself come before encoders. */
const NICE = 5

/** Whom a run is as: a user of its own where the agent is root and the folder of media lets others in. */
export function userOfRuns({ mediaDir }: Pick<AgentPaths, 'mediaDir'>): MediaUser | null {
  const user = mediaUser()
  return user !== null && isOpenToOthers(mediaDir) ? user : null
}

export type RunCommand = {
  program: Program
  args: readonly string[]
  spec: ChannelSpec
  source: Source
  facts: SourceFacts | null
  allowCidrs: readonly string[]
  progressPort: number
  /** That are there already, the one of the run first. */
  folders: readonly [string, ...string[]]
  logFile: string
  pictures: RunPictures
  user: MediaUser | null
  /** Whose devices it opens. */
  gpu: GpuPlace | null
  /** Of this run alone. */
  env: NodeJS.ProcessEnv
}

/** Starts the FFmpeg of a run, held to its folder's user, its memory and the addresses of its source. */
export function spawnRun(command: RunCommand): Promise<DetachedProcess> {
  const { program, args, spec, source, folders, pictures, user, gpu } = command
  const [runDir] = folders
  if (user !== null) {
    giveTo(user, folders)
    placePictures(pictures, runDir, user)
  }
  const runBytes = runMemoryBytes(command.facts, spec.output, spec.limits.memoryBytes)
  const devices = gpuFiles(gpu).writes
  const bounds = {
    reach: withLoopbackPort(reachOf(source.url, command.allowCidrs), command.progressPort),
    memoryBytes: runBytes + (gpu === null ? 0 : GPU_MEMORY_BYTES),
    user,
    mostFileBytes: writesGrowingFile(command.args) ? null : undefined,
    files: {
      reads: filesOf(picturesForRun(pictures, runDir, user)),
      writes: [...folders, ...devices],
    },
  }
  return spawnConfined({
    command: { file: program.file, args },
    bounds,
    logFile: command.logFile,
    cwd: runDir,
    nice: NICE,
    env: { ...program.env, ...encoderEnvironment(spec.output), ...command.env },
  })
}
