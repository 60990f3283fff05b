import { type ReadableSource, type Reason, reasonOf, type SourceFacts } from '@cashbacktv/contract'
import { classifyExit } from '../domain/failures/classify-exit.ts'
import { videoSpecifier } from '../domain/plan-ffmpeg/stream-specifiers.ts'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { LOOK_REASONS } from '../domain/source-look/look-reasons.ts'
import {
  type SurveyedFacts,
  segmentFacts,
  surveyedFacts,
} from '../domain/source-look/surveyed-facts.ts'
import type { ProbeHow, ProbeResult } from '../ports.ts'
import { type Outcome, runToEnd } from '../process/run-to-end.ts'
import { checkSource, type ReachableSource, type Resolve, reachable } from './check-source.ts'
import { factsOf } from './ffprobe-facts.ts'
import { lookAtPlaylist } from './look-at-playlist.ts'
import {
  isPouring,
  isReadAsBytes,
  type LookDepth,
  lookAtStart,
  type StartLook,
  slowPace,
} from './look-at-start.ts'
import {
  findRecording,
  type ProbedInput,
  probedArguments,
  probedBytes,
  probedReach,
  recordingIn,
  runFfprobe,
} from './run-ffprobe.ts'

export type ProbeOptions = ProbeHow & {
  allowCidrs: readonly string[]
  /** For all of it: resolving, looking, and the frame. 8 seconds when not given, 10 at most. */
  timeoutMs?: number
  withFrame?: boolean
  /** What was found before: where the operator leaves the choice, it is kept to. */
  usual?: SourceFacts | null
  resolve?: Resolve
}

/** A start that waits for a probe is on air within 8 s of being asked for all the same. */
const BRIEF_MS = 3000

/**
 * Opens a source as a channel would, under the same guards, and says what is in it or why it is not
 * usable. What is read as bytes is read once: facts and frame come from what was kept of it.
 */
export async function probeSource(
  given: ReadableSource,
  options: ProbeOptions,
): Promise<ProbeResult> {
  const started = Date.now()
  const source = reachable(given, options.allowCidrs)
  const usually = options.brief ? BRIEF_MS : 8000
  const deadline = started + Math.min(10_000, options.timeoutMs ?? usually)
  const refused = await checkSource(source.url, options)
  if (refused) return { ok: false, reason: refused, tookMs: Date.now() - started }
  try {
    const found = await look(source, deadline, options)
    if (!found.ok) return { ...found, tookMs: Date.now() - started }
    const { facts, from } = found
    const left = deadline - Date.now()
    const frame = options.withFrame ? await grabFrame(from, facts, left, options.signal) : null
    return { ok: true, facts, frame, tookMs: Date.now() - started }
  } catch {
    return { ok: false, reason: ffprobeMissing, tookMs: Date.now() - started }
  }
}

type Found = { ok: true; facts: SourceFacts; from: ProbedInput } | { ok: false; reason: Reason }

async function look(
  source: ReachableSource,
  deadline: number,
  options: ProbeOptions,
): Promise<Found> {
  const probing: Probing = { source, deadline, options }
  const from: ProbedInput = { kind: 'address', source }
  const card = testCardFacts(source.url)
  if (card) return { ok: true, facts: card, from }
  if (!isReadAsBytes(source.url)) return probeInput(from, probing)
  const [depth, probingMs] = options.brief
    ? (['brief', BRIEF_PROBING_MS] as const)
    : (['study', PROBING_MS] as const)
  const readingMs = Math.max(SHORTEST_MS, deadline - Date.now() - probingMs)
  const { signal, hurry } = options
  const looked = await lookAtStart(source, { depth, timeoutMs: readingMs, signal, hurry })
  if (looked.kind === 'refused') return { ok: false, reason: looked.reason }
  const { content, start } = looked
  if (content === 'hls') return probeHls(start.bytes.toString('utf8'), depth, probing)
  if (content === 'mp4') return probeInput(from, probing)
  const found = await probeKept(looked, probing)
  return found.ok ? withEnd(found, looked, probing) : found
}

type Probing = { source: ReachableSource; deadline: number; options: ProbeOptions }
type Read = Extract<StartLook, { kind: 'read' }>

async function probeKept({ content, start, survey }: Read, probing: Probing): Promise<Found> {
  const { source, options } = probing
  const kept: ProbedInput = { kind: 'bytes', bytes: start.bytes, container: content }
  const pace = survey && slowPace(start, survey)
  const extra = survey === null ? {} : surveyedFacts(survey, source.program ?? null, pace)
  const found = await probeInput(kept, probing, extra)
  if (found.ok) return found
  // Little was read: the run itself finds out more.
  if (options.brief) return refusal(LOOK_REASONS.silent)
  if (survey === null) {
    return content === 'text'
      ? refusal(LOOK_REASONS.text)
      : probeInput({ kind: 'address', source }, probing)
  }
  // Without its tables a stream has not been seen, whatever FFmpeg makes of it.
  return survey.programmes.length === 0 ? refusal(LOOK_REASONS.silent) : found
}

/** With how long it lasts, where it is a recording and no live stream. */
async function withEnd(
  found: Extract<Found, { ok: true }>,
  { start, survey }: Read,
  { source, deadline, options }: Probing,
): Promise<Found> {
  if (!/^https?:/.test(source.url) || !isPouring(start, survey)) return found
  const left = Math.max(RECORDING_MS, deadline - Date.now())
  const recording = await findRecording(source, left, options.signal)
  if (recording === null) return found
  const { seconds, bytes } = recording
  const estimate = survey === null ? 0 : (survey.seconds * bytes) / start.bytes.length
  return withFacts(found, lasting(seconds ?? estimate))
}

/** What remains for FFmpeg when the bytes have been read. */
const PROBING_MS = 1500
const BRIEF_PROBING_MS = 600
/** What pours is a file, most likely: a start of it can wait, and read too fast it would be over at once. */
const RECORDING_MS = 2500
const SHORTEST_MS = 1000

async function probeHls(text: string, depth: LookDepth, probing: Probing): Promise<Found> {
  const { source, deadline, options } = probing
  const found = await lookAtPlaylist(source, text, {
    depth,
    deadline: deadline - PROBING_MS,
    admit: (inner) => checkSource(inner, options),
    signal: options.signal,
  })
  if (found.kind === 'refused') return { ok: false, reason: found.reason }
  const { overSeconds, survey } = found
  return probeInput({ kind: 'address', source, container: 'hls' }, probing, {
    ...lasting(overSeconds ?? 0),
    ...(survey === null ? {} : segmentFacts(survey)),
  })
}

async function probeInput(
  from: ProbedInput,
  { source, deadline, options }: Probing,
  extra: SurveyedFacts = {},
): Promise<Found> {
  const result = await runFfprobe(from, deadline - Date.now(), options.signal)
  if (result.timedOut) return refusal(LOOK_REASONS.silent)
  if (result.code !== 0) return refusal(failure(result))
  const json = result.stdout.toString('utf8')
  const facts = factsOf(json, source, options.usual ?? null)
  if ('class' in facts) return refusal(facts)
  const seconds = from.kind === 'address' ? recordingIn(json)?.seconds : null
  const found: Found = { ok: true, facts, from }
  return withFacts(found, { ...lasting(seconds ?? 0), ...extra })
}

function withFacts(found: Extract<Found, { ok: true }>, extra: SurveyedFacts): Found {
  const { video, ...rest } = extra
  const { facts } = found
  return { ...found, facts: { ...facts, ...rest, video: { ...facts.video, ...video } } }
}

function lasting(durationSeconds: number): SurveyedFacts {
  return durationSeconds > 0 ? { durationSeconds } : {}
}

function refusal(reason: Reason): Found {
  return { ok: false, reason }
}

async function grabFrame(
  from: ProbedInput,
  facts: SourceFacts,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Buffer | null> {
  if (timeoutMs < 300) return null
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'level+error', '-threads', '1'],
    ...(await probedArguments(from)),
    ...['-map', videoSpecifier(facts, {}), '-frames:v', '1'],
    ...['-vf', "scale=w='min(640,iw*sar)':h=-2:out_range=full,setsar=1,format=yuvj420p"],
    ...['-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2pipe', '-'],
  ]
  try {
    const { code, stdout } = await runToEnd('ffmpeg', args, {
      timeoutMs,
      maxBytes: 2_000_000,
      signal,
      ...probedBytes(from),
      ...probedReach(from),
    })
    return code === 0 && stdout.length > 0 && stdout.length < 290_000 ? stdout : null
  } catch {
    return null
  }
}

function failure({ code, stderr }: Outcome): Reason {
  const tail = stderr.split('\n').slice(-20)
  return classifyExit({ code, signal: null, asked: false, tail }) ?? LOOK_REASONS.silent
}

const ffprobeMissing = reasonOf('fatal', 'ffprobe-missing')
