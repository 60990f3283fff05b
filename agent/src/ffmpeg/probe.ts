import type { ReadableSource, Reason, SourceFacts } from '@cashbacktv/contract'
import { classifyExit } from '../domain/classify-exit.ts'
import { inputArguments, inputKind } from '../domain/plan-ffmpeg/input-arguments.ts'
import { videoSpecifier } from '../domain/plan-ffmpeg/stream-specifiers.ts'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { type Outcome, runToEnd } from '../process/run-to-end.ts'
import { checkSource, type Resolve } from './check-source.ts'
import { factsOf } from './ffprobe-facts.ts'
import { hlsOptions } from './hls-options.ts'

/** What a probe is for. */
export type ProbeHow = {
  /** Looks less long: for a start that waits for it. */
  brief?: boolean
  /** Calls it off: its processes are gone before it answers. */
  signal?: AbortSignal | undefined
}

export type ProbeOptions = ProbeHow & {
  allowCidrs: readonly string[]
  /** For all of it: resolving, looking, and the frame. 8 seconds when not given, 10 at most. */
  timeoutMs?: number
  withFrame?: boolean
  /** What was found before: where the operator leaves the choice, it is kept to. */
  usual?: SourceFacts | null
  resolve?: Resolve
}

/** `frame` is a JPEG, at most 640 pixels wide; null when none was asked for or none came in time. */
export type ProbeResult =
  | { ok: true; facts: SourceFacts; frame: Buffer | null; tookMs: number }
  | { ok: false; reason: Reason; tookMs: number }

/** A start that waits for a probe is on air within 8 s of being asked for all the same. */
const BRIEF_MS = 3000
/** Microseconds. */
const BRIEF_SPAN = '2000000'

/** Opens a source as a channel would, under the same guards, and says what is in it or why it is not usable. */
export async function probeSource(
  source: ReadableSource,
  options: ProbeOptions,
): Promise<ProbeResult> {
  const { url } = source
  const started = Date.now()
  const usually = options.brief ? BRIEF_MS : 8000
  const deadline = started + Math.min(10_000, options.timeoutMs ?? usually)
  const refused = await checkSource(url, options)
  const { withFrame = false, signal } = options
  const facts = refused ?? testCardFacts(url) ?? (await look(source, options, deadline))
  if ('class' in facts) return { ok: false, reason: facts, tookMs: Date.now() - started }
  const left = deadline - Date.now()
  const frame = withFrame ? await grabFrame(source, facts, left, signal) : null
  return { ok: true, facts, frame, tookMs: Date.now() - started }
}

/**
 * Looked at once more where only reading shows what kind it is: a playlist behind an address that
 * does not end like one, or a stream behind one that does.
 */
async function look(
  source: ReadableSource,
  { usual = null, brief = false, signal }: ProbeOptions,
  deadline: number,
): Promise<SourceFacts | Reason> {
  const how = { brief, signal }
  try {
    const first = await runProbe(source, null, how, deadline)
    const other = first.code === 0 ? null : otherContainer(source, first)
    const result = other === null ? first : await runProbe(source, other, how, deadline)
    if (result.timedOut) return tooSlow
    return result.code === 0
      ? factsOf(result.stdout.toString('utf8'), source, usual)
      : failure(result)
  } catch {
    return {
      class: 'fatal',
      code: 'ffprobe-missing',
      message: 'ffprobe cannot be started on this host. Install FFmpeg with its tools.',
    }
  }
}

async function runProbe(
  source: ReadableSource,
  container: string | null,
  { brief = false, signal }: ProbeHow,
  deadline: number,
): Promise<Outcome> {
  const args = [
    ...['-hide_banner', '-loglevel', 'level+error', '-of', 'json'],
    ...['-show_format', '-show_streams', '-show_programs'],
    ...(await guardedInput(source, container, brief)),
  ]
  const timeoutMs = Math.max(500, deadline - Date.now())
  return runToEnd('ffprobe', args, { timeoutMs, maxBytes: 4_000_000, signal })
}

function otherContainer({ url }: ReadableSource, { stderr }: Outcome): string | null {
  const kind = inputKind(url, null)
  if (kind === 'http' && stderr.includes('[hls @')) return 'hls'
  return kind === 'hls' && /Option \w+ not found/.test(stderr) ? 'mpegts' : null
}

async function grabFrame(
  source: ReadableSource,
  facts: SourceFacts,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Buffer | null> {
  if (timeoutMs < 300) return null
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'level+error', '-threads', '1'],
    ...(await guardedInput(source, facts.container)),
    ...['-map', videoSpecifier(facts, source), '-frames:v', '1'],
    ...['-vf', "scale=w='min(640,iw*sar)':h=-2:out_range=full,setsar=1,format=yuvj420p"],
    ...['-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2pipe', '-'],
  ]
  try {
    const { code, stdout } = await runToEnd('ffmpeg', args, {
      timeoutMs,
      maxBytes: 2_000_000,
      signal,
    })
    return code === 0 && stdout.length > 0 && stdout.length < 290_000 ? stdout : null
  } catch {
    return null
  }
}

/** `-re` would make a test card wait, and ffprobe does not know it. */
async function guardedInput(
  source: ReadableSource,
  container: string | null,
  brief = false,
): Promise<string[]> {
  const known = { container, bitrateKbps: null, patient: true, hlsOptions: await hlsOptions() }
  const args = inputArguments(source, known)
  const span = args.indexOf('-analyzeduration')
  if (brief && span >= 0) args[span + 1] = BRIEF_SPAN
  return args[0] === '-re' ? args.slice(1) : args
}

function failure({ code, stderr }: Outcome): Reason {
  const tail = stderr.split('\n').slice(-20)
  return classifyExit({ code, signal: null, asked: false, tail }) ?? tooSlow
}

const tooSlow: Reason = {
  class: 'network',
  code: 'source-silent',
  message: 'The source was opened, but not enough of it came in time to see what it is.',
}
