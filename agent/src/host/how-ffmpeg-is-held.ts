import type { Unheld } from '@cashbacktv/contract'
import type { MediaUser } from '../domain/confinement/confine.ts'
import { machineMeans, missingMeans } from '../process/confinement.ts'
import { takesHiddenWords } from '../process/hidden-words.ts'
import { runToEnd } from '../process/run-to-end.ts'

/**
 * What the FFmpeg of this host is not held to. Whether it loads the library that holds it, and the kernel
 * has what that needs, is seen by letting it try what is refused: a program that is linked statically
 * loads nothing. Never rejects.
 */
export async function howFfmpegIsHeld(
  userOfRuns: MediaUser | null,
  ffmpeg = 'ffmpeg',
): Promise<Unheld[]> {
  const missing = missingMeans()
  const [isGuarded, hides, isInFiles] = await Promise.all([
    missing.includes('connections') || isRefused(ffmpeg, ELSEWHERE, /\[egress-guard\]/),
    takesHiddenWords(ffmpeg),
    isRefused(ffmpeg, EVERYTHING, /Permission denied/),
  ])
  return [
    ...missing,
    ...(isGuarded ? [] : (['connections'] as const)),
    ...(hides ? [] : (['arguments'] as const)),
    ...(isInFiles ? [] : (['files'] as const)),
    ...(machineMeans().isRoot && userOfRuns === null ? (['user'] as const) : []),
  ]
}

const ELSEWHERE = 'tcp://127.0.0.1:9'
/** A folder that everybody may read. */
const EVERYTHING = 'file:/'

async function isRefused(ffmpeg: string, input: string, words: RegExp): Promise<boolean> {
  const args = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-i', input]
  try {
    const { stderr } = await runToEnd(ffmpeg, args, { timeoutMs: 10_000, maxBytes: 100_000 })
    return words.test(stderr)
  } catch {
    // That it cannot be started is said elsewhere.
    return true
  }
}
