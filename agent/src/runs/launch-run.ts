import { mkdirSync } from 'node:fs'
import type { Capabilities, ChannelSpec, Reason, RunRecord, Source } from '@cashbacktv/contract'
import { isDecided } from '../domain/failures/needs-look.ts'
import type { PreparedLogo } from '../domain/plan-ffmpeg/plan-input.ts'
import { identityOf } from '../domain/runs/new-run.ts'
import { takenTracks } from '../domain/source-facts/choose-tracks.ts'
import { type Run, reasonOf } from '../domain/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg } from '../ports.ts'
import { type DetachedProcess, spawnDetached } from '../process/spawn-detached.ts'
import type { Turn } from '../sources/source-readers.ts'
import { NO_OUTPUT, type RunHandle, type Sight, sightOf } from './run-handle.ts'
import { RUN_NOTE, type RunNote, writeRecord } from './run-records.ts'

export type Launch = {
  run: Run
  spec: ChannelSpec
  source: Source
  patient: boolean
  /** The last failure was of a kind of which the source's own bytes say more. */
  looksFirst: boolean
  progressAddress: string
}

export type LaunchContext = {
  paths: AgentPaths
  clock: Clock
  ffmpeg: Ffmpeg
  bootId: string
  progressPort: number
  capabilities: Capabilities | null
  /** Null when the source may be opened; answers fast. */
  admit(source: Source): Promise<Reason | null>
  logoOf(spec: ChannelSpec, source: Source): Promise<PreparedLogo | null>
  /** Ends what asks the source meanwhile, which a start need not wait for long. */
  clear(): Promise<void>
  /** Finds out what is in the source where nothing is known of it; takes a few seconds at most. */
  lookFirst(source: Source): Promise<void>
  /** Waits until the source may be opened. */
  take(): Promise<Turn>
  /** What is wrong with the bytes of the source, null when nothing is seen to be; takes a few seconds. */
  glance(source: Source): Promise<Reason | null>
  /** False when the start was called off while it was being prepared. */
  isWanted(): boolean
  /** Called right after the spawn: the channel's limits hold from then on. */
  hold(process: DetachedProcess): void
  /** Called between spawn and record, so that what has a record has been told. */
  onSpawned(handle: RunHandle): void
  /** It runs, but could not be written down. */
  onUnrecorded(why: string): void
}

export type LaunchOutcome =
  | { kind: 'launched'; handle: RunHandle; process: DetachedProcess }
  | { kind: 'failed'; reason: Reason }
  | { kind: 'called-off' }

/**
 * Starts the FFmpeg of one run: checks its source, plans, waits for its place at the source, spawns,
 * records. All that may fail or take time comes before the place, which another run may have to leave.
 */
export async function launchRun(launch: Launch, context: LaunchContext): Promise<LaunchOutcome> {
  const { spec, source, run } = launch
  const [refused] = await Promise.all([context.admit(source), context.clear()])
  if (refused !== null) return { kind: 'failed', reason: refused }
  await context.lookFirst(source)
  const logo = await findLogo(launch, context)
  if (logo.kind === 'failed') return logo
  const trouble = await troubleOf(launch, context)
  if (trouble !== null && isDecided(trouble.code)) return { kind: 'failed', reason: trouble }
  if (!context.isWanted()) return { kind: 'called-off' }
  const { paths, ffmpeg } = context
  const runDir = paths.runDir(spec.id, run.runId)
  const facts = ffmpeg.rememberedFacts(source)
  const withoutSound = run.withoutSound ?? facts?.audioMissing ?? false
  const plan = ffmpeg.plan({
    spec,
    source,
    facts,
    capabilities: context.capabilities,
    runDir,
    progressUrl: `udp://127.0.0.1:${context.progressPort}?localaddr=${launch.progressAddress}`,
    logo: logo.logo,
    threadStep: run.threadStep,
    patient: launch.patient,
    withoutSound,
  })
  const program = ffmpeg.program()
  const logFile = paths.log(spec.id, run.runId)
  const taken = facts === null ? null : takenTracks(facts)
  const note = { ...noteOf(launch, plan.command, context), taken }
  try {
    const folders = ffmpeg.runFolders(spec, runDir)
    for (const folder of folders) mkdirSync(folder, { recursive: true })
    mkdirSync(paths.logDir(spec.id), { recursive: true })
    const turn = await context.take()
    if (turn.kind !== 'free') return turn
    const process = await spawnDetached({
      file: program.file,
      args: plan.args,
      logFile,
      cwd: runDir,
      env: { ...program.env, [RUN_NOTE]: JSON.stringify(note) },
      nice: NICE,
    })
    context.hold(process)
    const sight = sightOf(ffmpeg.openSight(logFile), facts, taken, withoutSound)
    const made = { runDir, outputDir: folders[0] ?? runDir, logFile, sight }
    const handle = makeHandle(note, process, source, made, context)
    context.onSpawned(handle)
    record({ ...note, pid: process.pid, startTicks: process.startTicks }, context)
    return { kind: 'launched', handle, process }
  } catch (error) {
    return { kind: 'failed', reason: spawnFailure(error) }
  }
}

/** What was found before may have been mended since. */
const JUST_NOW_MS = 3000

/** Nobody else reads the source of a start after a failure: it may be looked at once more. */
function troubleOf({ looksFirst, source }: Launch, context: LaunchContext): Promise<Reason | null> {
  if (looksFirst) return context.glance(source)
  return Promise.resolve(context.ffmpeg.knownTrouble(source.url, JUST_NOW_MS))
}

/** A full disk is no reason to take a channel off the air. */
function record(known: RunRecord, context: LaunchContext): void {
  try {
    writeRecord(context.paths, known)
  } catch (error) {
    context.onUnrecorded(error instanceof Error ? error.message : String(error))
  }
}

/** Viewers' requests and the agent itself come before encoders. */
const NICE = 5

type FoundLogo = { kind: 'found'; logo: PreparedLogo | null } | { kind: 'failed'; reason: Reason }

async function findLogo(launch: Launch, context: LaunchContext): Promise<FoundLogo> {
  try {
    return { kind: 'found', logo: await context.logoOf(launch.spec, launch.source) }
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error'
    const message = `The logo is not on this host: ${why} Upload it again or remove it.`
    return { kind: 'failed', reason: reasonOf('network', 'logo-missing', message) }
  }
}

function spawnFailure(error: unknown): Reason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC') {
    const message = 'The media folder is full. Free space in it or give MEDIA_DIR a larger place.'
    return reasonOf('resource', 'media-full', message)
  }
  return reasonOf('resource', 'not-started', `FFmpeg could not be started: ${why}`.slice(0, 900))
}

function noteOf(
  { run, progressAddress }: Launch,
  command: string,
  context: LaunchContext,
): RunNote {
  return {
    runId: run.runId,
    ...identityOf(run),
    ...{ bootId: context.bootId, progressAddress, command },
    startedAt: new Date(context.clock.wall()).toISOString(),
  }
}

function makeHandle(
  note: RunNote,
  { pid, startTicks }: DetachedProcess,
  source: Source,
  made: Pick<RunHandle, 'runDir' | 'outputDir' | 'logFile'> & { sight: Sight },
  { ffmpeg }: LaunchContext,
): RunHandle {
  const { runId, channelId, sourceId, progressAddress, command, fingerprint, startedAt } = note
  return {
    ...{ runId, channelId, sourceId, progressAddress, command, fingerprint, startedAt },
    ...{ pid, startTicks, adopted: false, source },
    ...made,
    log: ffmpeg.openLog(made.logFile),
    progress: null,
    pace: [],
    output: NO_OUTPUT,
    proc: null,
  }
}
