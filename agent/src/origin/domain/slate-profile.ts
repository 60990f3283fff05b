import { DEFAULT_PROFILE, type SlateAudio, type SlateProfile } from './slate-clip.ts'

/** Arguments with which ffprobe tells what `slateProfile` reads. */
export function profileQuestion(segment: string): string[] {
  const entries =
    'codec_type,codec_name,profile,level,width,height,r_frame_rate,sample_rate,channels'
  return ['-v', 'error', '-of', 'json', '-show_entries', `stream=${entries}`, segment]
}

type Stream = Record<string, unknown>

/**
 * The slate's profile after a live segment. What a slate cannot take over (another codec than
 * H.264 or HEVC, an odd size) becomes the nearest that every player takes; null when there is no video.
 */
export function slateProfile(answer: unknown): SlateProfile | null {
  const streams = streamsOf(answer)
  const video = streams.find((stream) => stream.codec_type === 'video')
  const audio = streams.find((stream) => stream.codec_type === 'audio')
  if (video === undefined) return null
  const isH264 = video.codec_name === 'h264'
  const isHevc = video.codec_name === 'hevc'
  const level = Number(video.level)
  const hevc = /\b10\b/.test(String(video.profile)) ? ('main10' as const) : ('main' as const)
  return {
    width: even(Number(video.width)) ?? DEFAULT_PROFILE.width,
    height: even(Number(video.height)) ?? DEFAULT_PROFILE.height,
    frameRate: frameRate(video.r_frame_rate),
    profile: isH264 ? profileName(String(video.profile)) : 'high',
    level: isHevc ? hevcLevel(level) : isH264 ? h264Level(level) : DEFAULT_PROFILE.level,
    audio: audio === undefined ? null : audioOf(audio),
    ...(isHevc ? { hevc } : {}),
  }
}

function h264Level(level: number): number {
  return level >= 10 && level <= 52 ? level : DEFAULT_PROFILE.level
}

/** Levels of ITU-T H.265 table A.8, of which a stream says thirty times as much. */
const HEVC_LEVELS = [10, 20, 21, 30, 31, 40, 41, 50, 51, 52, 60, 61, 62]

function hevcLevel(said: number): number {
  return HEVC_LEVELS.includes(said / 3) ? said / 3 : 0
}

/** The audio of a slate after a live segment of audio alone; null when there is none. */
export function slateAudio(answer: unknown): SlateProfile['audio'] {
  const audio = streamsOf(answer).find((stream) => stream.codec_type === 'audio')
  return audio === undefined ? null : audioOf(audio)
}

function streamsOf(answer: unknown): Stream[] {
  if (typeof answer !== 'object' || answer === null || !('streams' in answer)) return []
  return Array.isArray(answer.streams) ? answer.streams : []
}

function even(pixels: number): number | null {
  return pixels >= 16 && pixels <= 8192 ? Math.floor(pixels / 2) * 2 : null
}

/** Interlaced streams and such without a steady rate say field rates and nonsense. */
function frameRate(text: unknown): string {
  const [count = 0, seconds = 0] = String(text).split('/').map(Number)
  const rate = count / seconds
  return rate >= 5 && rate <= 60 ? `${count}/${seconds}` : DEFAULT_PROFILE.frameRate
}

function profileName(text: string): SlateProfile['profile'] {
  if (/baseline/i.test(text)) return 'baseline'
  return /^main$/i.test(text) ? 'main' : 'high'
}

/** Hz that FFmpeg encodes. Dolby's codecs have the highest three alone (ETSI TS 102 366 4.4.1.3). */
const RATES = {
  aac: [48_000, 44_100, 32_000, 24_000, 22_050, 16_000],
  mp2: [48_000, 44_100, 32_000, 24_000, 22_050, 16_000],
  ac3: [48_000, 44_100, 32_000],
  eac3: [48_000, 44_100, 32_000],
}

/** Of a copied channel in its own codec, so that nothing that follows it has to take another. */
function audioOf(stream: Stream): SlateAudio {
  const sampleRate = Number(stream.sample_rate)
  const channels = Number(stream.channels)
  const codec = codecOf(stream.codec_name)
  const isTaken = channels === 1 || (channels === 6 && codec !== 'mp2')
  return {
    sampleRate: RATES[codec].includes(sampleRate) ? sampleRate : 48_000,
    channels: isTaken ? channels : 2,
    ...(codec === 'aac' ? {} : { codec }),
  }
}

function codecOf(name: unknown): keyof typeof RATES {
  return name === 'mp2' || name === 'ac3' || name === 'eac3' ? name : 'aac'
}
