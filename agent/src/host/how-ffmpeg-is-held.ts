import type { Unheld } from '@cashbacktv/contract'
import type { MediaUser } from '../domain/confinement/confine.ts'
import { machineMeans, missingMeans } from '../process/confinement.ts'
import { takesHiddenWords } from '../process/hidden-words.ts'
import { runToEnd } from '../process/run-to-end.ts'

/**
 * What the FFmpeg of this host is not held to. Whether it loads the guard of connections is seen by
 * letting it try one that is refused: a program that is linked statically loads nothing. Never rejects.
 */
export async function howFfmpegIsHeld(
  userOfRuns: MediaUser | null,
  ffmpeg = 'ffmpeg',
): Promise<Unheld[]> {
  const missing = missingMeans()
  const [isGuarded, hides] = await Promise.all([
    missing.includes('connections') || loadsGuard(ffmpeg),
    takesHiddenWords(ffmpeg),
  ])
  return [
    ...missing,
    ...(isGuarded ? [] : (['connections'] as const)),
    ...(hides ? [] : (['arguments'] as const)),
    ...(machineMeans().isRoot && userOfRuns === null ? (['user'] as const) : []),
  ]
}

async function loadsGuard(ffmpeg: string): Promise<boolean> {
  const args = ['-hide_banner', '-loglevel', 'quiet', '-nostdin', '-i', 'tcp://127.0.0.1:9']
  try {
    const { stderr } = await runToEnd(ffmpeg, args, { timeoutMs: 10_000, maxBytes: 100_000 })
    return stderr.includes('[egress-guard]')
  } catch {
    // That it cannot be started is said elsewhere.
    return true
  }
}
