import { type Capabilities, messageOf, type Reason, reasonOf } from '@cashbacktv/contract'
import { hlsOptions } from '../ffmpeg/hls-options.ts'
import { runToEnd } from '../process/run-to-end.ts'

export type FfmpegAbilities = Pick<
  Capabilities,
  | 'ffmpegVersion'
  | 'ffmpegProblem'
  | 'ffmpegReason'
  | 'encoders'
  | 'filters'
  | 'protocols'
  | 'hlsOptions'
>

/** What the FFmpeg of this host can do, or what is wrong with it and what to do. Never rejects. */
export async function ffmpegAbilities(
  binaries = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' },
): Promise<FfmpegAbilities> {
  const { ffmpeg, ffprobe } = binaries
  // All at once: a restarted agent starts nothing until it knows.
  const [version, probeVersion, encoders, filters, protocols, ofHls] = await Promise.all([
    ask(ffmpeg, '-version'),
    ask(ffprobe, '-version'),
    ask(ffmpeg, '-encoders'),
    ask(ffmpeg, '-filters'),
    ask(ffmpeg, '-protocols'),
    hlsOptions(ffmpeg),
  ])
  if (version === null) return none(reasonOf('resource', 'ffmpeg-none', ADVICE), null)
  const ffmpegVersion = /^ffmpeg version (\S+)/.exec(version)?.[1]?.slice(0, 128) ?? 'unknown'
  if (probeVersion === null) return none(reasonOf('resource', 'ffprobe-missing'), ffmpegVersion)
  const abilities = {
    encoders: names(encoders ?? '', /^ [A-Z.]{6} (\w+)/).slice(0, 500),
    filters: names(filters ?? '', /^ [A-Z.]{3} (\w+) /).slice(0, 1000),
    protocols: inputProtocols(protocols ?? '').slice(0, 200),
    hlsOptions: ofHls.slice(0, 100),
  }
  return { ffmpegVersion, ...saidOf(problem(ffmpegVersion, abilities)), ...abilities }
}

const ADVICE = { advice: messageOf('ffmpeg-advice') }

function problem(
  version: string,
  { encoders, filters }: Pick<FfmpegAbilities, 'encoders' | 'filters'>,
): Reason | null {
  const major = Number.parseInt(version.replace(/^n/, ''), 10)
  if (major < 5) return reasonOf('resource', 'ffmpeg-old', { version, ...ADVICE })
  const missing = [
    ...['libx264', 'aac', 'mjpeg'].filter((name) => !encoders.includes(name)),
    ...['overlay', 'scale', 'bwdif', 'aresample'].filter((name) => !filters.includes(name)),
  ]
  if (missing.length === 0) return null
  return reasonOf('resource', 'ffmpeg-without', { parts: missing.join(', '), ...ADVICE })
}

function none(why: Reason, ffmpegVersion: string | null): FfmpegAbilities {
  return { ffmpegVersion, ...saidOf(why), encoders: [], filters: [], protocols: [] }
}

function saidOf(why: Reason | null): Pick<FfmpegAbilities, 'ffmpegProblem' | 'ffmpegReason'> {
  if (why === null) return { ffmpegProblem: null }
  return { ffmpegProblem: why.message, ffmpegReason: why }
}

async function ask(file: string, question: string): Promise<string | null> {
  try {
    const limits = { timeoutMs: 10_000, maxBytes: 4_000_000 }
    const { code, stdout } = await runToEnd(file, ['-hide_banner', question], limits)
    return code === 0 ? stdout.toString('utf8') : null
  } catch {
    return null
  }
}

function names(text: string, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line) => {
    const name = pattern.exec(line)?.[1]
    return name === undefined ? [] : [name]
  })
}

function inputProtocols(text: string): string[] {
  return (text.split('Output:')[0]?.split('Input:')[1] ?? '')
    .split(/\s+/)
    .filter((name) => name !== '')
}
