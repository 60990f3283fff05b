import type { Output, VideoCodec } from '../channel/output.ts'
import { codecName } from '../codec-name.ts'
import type { Reason } from '../failure.ts'
import type { ParamsOf } from '../messages/catalogue.ts'
import { warning as texts } from '../messages/en/warning.ts'
import { ENGLISH_WRITING } from '../messages/english-writing.ts'
import type { MessageParams } from '../messages/message.ts'
import { type MessageTexts, renderMessage } from '../messages/render.ts'
import type { SourceFacts } from './source-facts.ts'
import type { SourceWarning } from './source-warning.ts'

type WarningCode = keyof typeof texts

/** A form warns too, and loads no other texts for it. */
const ENGLISH_WARNINGS: MessageTexts = { ...ENGLISH_WRITING, texts }

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
const PLAYABLE_AUDIO = ['aac', 'mp3']
const PLAYABLE_PIXELS = ['yuv420p', 'yuvj420p']
/** Twice what HLS recommends at most (RFC 8216bis, 7.5: six seconds) is what players still take well. */
const FAR_KEYFRAMES_SECONDS = 4.5

/** How a source is put out, as far as it is warned of. */
export type WarnedOutput = Pick<Output, 'mode'> & {
  /** Of what is encoded; absent for H.264. */
  codec?: VideoCodec | undefined
  /** Audio to choose from, or that is offered alone, is encoded where it has to be. */
  audio?: { renditions: readonly unknown[]; asVariant?: boolean } | undefined
}

/** Pure; the same at a probe, at a save and on air. Worst first. */
export function sourceWarnings(facts: SourceFacts, output: WarnedOutput): SourceWarning[] {
  const copied = output.mode === 'copy' ? copyWarnings(facts, output) : []
  const isHevc = output.mode === 'transcode' && output.codec === 'hevc'
  const chosen = isHevc ? [warning('tells', 'hevc-encoded', {})] : []
  const found = [...copied, ...chosen, ...anyWarnings(facts)]
  const rank = { blocks: 0, degrades: 1, tells: 2 }
  return found.toSorted((a, b) => rank[a.level] - rank[b.level])
}

/** How a channel's host stands to what a channel is set to. */
type WarnedHost = { name: string; isAwareOfHevc: boolean }

/** What becomes of an output on the host it is on, or pinned to, without that host's own word of it. */
export function hostWarnings(
  { name, isAwareOfHevc }: WarnedHost,
  output: WarnedOutput,
): SourceWarning[] {
  const isHevc = output.mode === 'transcode' && output.codec === 'hevc'
  // Of a control plane of before, while two releases answer, nothing is known of it.
  return isHevc && isAwareOfHevc === false
    ? [warning('tells', 'hevc-before-agent', { host: name })]
    : []
}

/** Why what is on air cannot be played by all, for the channel's state; null when it can. */
export function degradingReason(warnings: readonly SourceWarning[]): Reason | null {
  const worst = warnings.find(({ level }) => level !== 'tells')
  if (worst === undefined) return null
  const { code, params, message } = worst
  return { class: 'encoding', code, params, message }
}

function copyWarnings(
  { video, audio }: SourceFacts,
  { audio: { renditions, asVariant = false } = { renditions: [] } }: WarnedOutput,
): SourceWarning[] {
  const codec = codecName(video.codec)
  const found: SourceWarning[] = []
  if (!CARRIED_VIDEO.includes(video.codec)) {
    found.push(warning('blocks', 'video-not-carried', { codec }))
  } else if (!PLAYABLE_VIDEO.includes(video.codec)) {
    found.push(warning('degrades', 'video-unplayable', { codec }))
  } else if (video.pixelFormat !== null && !PLAYABLE_PIXELS.includes(video.pixelFormat)) {
    found.push(warning('degrades', 'pixels-unplayable', { format: video.pixelFormat }))
  }
  if (video.refreshes) {
    found.push(warning('degrades', 'no-keyframes', {}))
  } else if ((video.keyframeSeconds ?? 0) > FAR_KEYFRAMES_SECONDS) {
    const seconds = Math.floor(video.keyframeSeconds ?? 0)
    found.push(warning('degrades', 'keyframes-far', { seconds }))
  }
  if (video.interlaced) found.push(warning('tells', 'interlaced-copied', {}))
  const isCopied = audio !== null && renditions.length === 0 && !asVariant
  if (isCopied && !PLAYABLE_AUDIO.includes(audio.codec)) {
    found.push(warning('degrades', 'sound-unplayable', { codec: codecName(audio.codec) }))
  }
  return found
}

function anyWarnings({ audioMissing, durationSeconds, pace }: SourceFacts): SourceWarning[] {
  const found: SourceWarning[] = []
  if (audioMissing) found.push(warning('tells', 'sound-absent', {}))
  if (durationSeconds !== undefined) {
    found.push(warning('tells', 'recording', { duration: clockText(durationSeconds) }))
  }
  if (pace !== undefined) {
    found.push(warning('tells', 'slow-source', { percent: Math.round(pace * 100) }))
  }
  return found
}

function warning<Code extends WarningCode>(
  level: SourceWarning['level'],
  code: Code,
  params: ParamsOf<Code>,
): SourceWarning
function warning(
  level: SourceWarning['level'],
  code: WarningCode,
  params: MessageParams,
): SourceWarning {
  return { code, params, level, message: renderMessage(ENGLISH_WARNINGS, { code, params }) ?? code }
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
