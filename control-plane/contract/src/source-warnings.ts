import { z } from 'zod'
import type { Output } from './channel/output.ts'
import { codecName } from './codec-name.ts'
import type { Reason } from './failure.ts'
import type { SourceFacts } from './source-facts.ts'

/**
 * What a person should know of a source as it is to be put out. `blocks`: it cannot work at all;
 * `degrades`: it goes on air, and many players cannot play it; `tells`: it is as it is.
 */
export const SourceWarning = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  params: z.record(z.string(), z.string()),
  level: z.enum(['blocks', 'degrades', 'tells']),
  /** In English, with what to do. */
  message: z.string().max(500),
})
export type SourceWarning = z.infer<typeof SourceWarning>

/** Video that MPEG-TS carries and that browsers play. */
const PLAYABLE_VIDEO = ['h264']
/** What FFmpeg's MPEG-TS carries in a way that can be read again, though browsers play none of it. */
const CARRIED_VIDEO = [
  'hevc',
  'mpeg2video',
  'mpeg1video',
  'mpeg4',
  'vc1',
  'cavs',
  'dirac',
  ...PLAYABLE_VIDEO,
]
const PLAYABLE_SOUND = ['aac', 'mp3']
const PLAYABLE_PIXELS = ['yuv420p', 'yuvj420p']
/** Twice what HLS recommends at most (RFC 8216bis, 7.5: six seconds) is what players still take well. */
const FAR_KEYFRAMES_SECONDS = 4.5

/** Pure; the same at a probe, at a save and on air. Worst first. */
export function sourceWarnings(facts: SourceFacts, output: Pick<Output, 'mode'>): SourceWarning[] {
  const found = [...(output.mode === 'copy' ? copyWarnings(facts) : []), ...anyWarnings(facts)]
  const rank = { blocks: 0, degrades: 1, tells: 2 }
  return found.toSorted((a, b) => rank[a.level] - rank[b.level])
}

/** Why what is on air cannot be played by all, for the channel's state; null when it can. */
export function degradingReason(warnings: readonly SourceWarning[]): Reason | null {
  const worst = warnings.find(({ level }) => level !== 'tells')
  return worst ? { class: 'encoding', code: worst.code, message: worst.message } : null
}

function copyWarnings({ video, audio }: SourceFacts): SourceWarning[] {
  const codec = codecName(video.codec)
  const found: SourceWarning[] = []
  const warn = (
    level: SourceWarning['level'],
    code: string,
    params: SourceWarning['params'],
    message: string,
  ) => found.push({ level, code, params, message })
  if (!CARRIED_VIDEO.includes(video.codec)) {
    warn(
      'blocks',
      'video-not-carried',
      { codec },
      `The segments of HLS cannot carry ${codec}: copied it cannot be played. Use transcoding.`,
    )
  } else if (!PLAYABLE_VIDEO.includes(video.codec)) {
    warn(
      'degrades',
      'video-unplayable',
      { codec },
      `Most browsers do not play ${codec} when it is copied. Use transcoding.`,
    )
  } else if (video.pixelFormat !== null && !PLAYABLE_PIXELS.includes(video.pixelFormat)) {
    warn(
      'degrades',
      'pixels-unplayable',
      { format: video.pixelFormat },
      `Most players do not play this kind of H.264 (${video.pixelFormat}) when it is copied. Use transcoding.`,
    )
  }
  if (video.refreshes) {
    warn(
      'degrades',
      'no-keyframes',
      {},
      'The picture is refreshed bit by bit and has no keyframes: players cannot begin with it when it is copied. Use transcoding, or have the encoder send IDR keyframes.',
    )
  } else if ((video.keyframeSeconds ?? 0) > FAR_KEYFRAMES_SECONDS) {
    const seconds = String(Math.floor(video.keyframeSeconds ?? 0))
    warn(
      'degrades',
      'keyframes-far',
      { seconds },
      `Keyframes are ${seconds} s apart or more: copied segments become as long, players begin late and fall far behind. Use transcoding, or have the encoder send a keyframe every 2 s.`,
    )
  }
  if (video.interlaced) {
    warn(
      'tells',
      'interlaced-copied',
      {},
      'The picture is interlaced and stays so when it is copied: browsers show combs at edges that move. Use transcoding.',
    )
  }
  if (audio !== null && !PLAYABLE_SOUND.includes(audio.codec)) {
    const sound = codecName(audio.codec)
    warn(
      'degrades',
      'sound-unplayable',
      { codec: sound },
      `Most browsers play no ${sound}: viewers of the copied stream hear nothing. Use transcoding.`,
    )
  }
  return found
}

function anyWarnings({ audioMissing, durationSeconds, pace }: SourceFacts): SourceWarning[] {
  const found: SourceWarning[] = []
  if (audioMissing) {
    found.push({
      ...{ level: 'tells', code: 'sound-absent', params: {} },
      message: 'The source announces sound and sends none: viewers hear silence until it comes.',
    })
  }
  if (durationSeconds !== undefined) {
    const duration = clockText(durationSeconds)
    found.push({
      ...{ level: 'tells', code: 'recording', params: { duration } },
      message: `This is a recording of ${duration}, not a live stream: it begins again at its end.`,
    })
  }
  if (pace !== undefined) {
    const percent = String(Math.round(pace * 100))
    found.push({
      ...{ level: 'tells', code: 'slow-source', params: { percent } },
      message: `The source sends at ${percent} % of its own pace: players will wait for it again and again. Ask its provider.`,
    })
  }
  return found
}

/** 754 s are 12:34. */
function clockText(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown
    .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':')
}
