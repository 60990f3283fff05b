import { runToEnd } from '../../process/run-to-end.ts'
import { AUDIO } from '../domain/ladder/slot-files.ts'
import { DEFAULT_PROFILE, type SlateProfile, type SlateRendition } from '../domain/slate-clip.ts'
import { profileQuestion, slateAudio, slateProfile } from '../domain/slate-profile.ts'
import type { LiveSegment } from '../domain/slate-wish.ts'

/**
 * What a clip has to be like, after live segments; by default where they cannot be read. `nice`: the
 * priority of reading them, from 0 down to 19.
 */
export async function readRenditions(
  segments: readonly LiveSegment[],
  nice: number,
): Promise<SlateRendition[]> {
  const pictures = segments.filter(({ rendition }) => rendition !== AUDIO)
  const heard = segments.find(({ rendition }) => rendition === AUDIO)
  const renditions: SlateRendition[] = []
  for (const { rendition, path } of pictures) {
    const profile = slateProfile(await ask(path, nice)) ?? DEFAULT_PROFILE
    renditions.push({ name: rendition, profile })
  }
  const [last] = renditions.slice(-1)
  if (last === undefined || heard === undefined) return renditions
  const audio: SlateProfile['audio'] = slateAudio(await ask(heard.path, nice))
  return [...renditions.slice(0, -1), { ...last, profile: { ...last.profile, audio } }]
}

async function ask(segment: string, nice: number): Promise<unknown> {
  try {
    const question = ['-n', String(nice), 'ffprobe', ...profileQuestion(segment)]
    const files = { reads: [segment], writes: [] }
    const limits = { timeoutMs: 10_000, maxBytes: 1 << 16, files }
    const { stdout } = await runToEnd('nice', question, limits)
    return JSON.parse(stdout.toString('utf8'))
  } catch {
    return null
  }
}
