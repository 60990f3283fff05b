import { type Capabilities, isEqual } from '@cashbacktv/contract'
import { findProgram } from './process/find-program.ts'

type Calibrations = Capabilities['calibrations']

/** What this host can do, from the first reading on, and the FFmpeg that it does it with. */
export type KnownHost = {
  /** Null until the first reading is there. */
  capabilities(): Capabilities | null
  /** The FFmpeg that is used; null where none was found. */
  program(): Awaited<ReturnType<typeof findProgram>>
  /** Begins to look again. To be called once. */
  first(): Promise<Capabilities>
  calibrated(calibrations: Calibrations): void
  close(): void
}

type KnownHostOptions = {
  program: Awaited<ReturnType<typeof findProgram>>
  /** Under way already: runs are adopted while FFmpeg is still asked what it can do. */
  asking: Promise<Capabilities>
  read(): Promise<Capabilities>
  onFound(): void
  /** It can do other things than before. */
  onChanged(): void
}

const FFMPEG_AGAIN_MS = 30_000

/** Looks for FFmpeg again and again where it cannot be run: channels start once it is there. */
export function createKnownHost(options: KnownHostOptions): KnownHost {
  const { read, onFound, onChanged, asking, program } = options
  let known: Capabilities | null = null
  let found = program
  let watching: NodeJS.Timeout | undefined

  async function lookAgain() {
    if (known === null || known.ffmpegProblem === null) return
    found = await findProgram('ffmpeg')
    const before = known
    known = await read()
    onFound()
    if (!isEqual(known, before)) onChanged()
  }

  return {
    capabilities: () => known,
    program: () => found,
    async first() {
      known = await asking
      watching = setInterval(lookAgain, FFMPEG_AGAIN_MS)
      return known
    },
    calibrated(calibrations) {
      if (known === null) return
      known = { ...known, calibrations }
      onChanged()
    },
    close: () => clearInterval(watching),
  }
}
