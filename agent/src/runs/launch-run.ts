import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  type LadderFile,
  type Message,
  maskUrl,
  messageOf,
  type Reason,
  type RunId,
  type RunRecord,
  reasonOf,
} from '@cashbacktv/contract'
import { isDecided } from '../domain/failures/needs-look.ts'
import { placeOf } from '../domain/gpu/gpu-arguments.ts'
import { AssetMissing } from '../domain/layers/asset-missing.ts'
import { segmentFolders } from '../domain/plan-ffmpeg/hls-arguments.ts'
import type { Run, StartAction } from '../domain/reconcile/world.ts'
import { identityOf } from '../domain/runs/new-run.ts'
import { takenTracks } from '../domain/source-facts/choose-tracks.ts'
import { writeLadder } from '../files/ladder-file.ts'
import type { DetachedProcess } from '../process/spawn-detached.ts'
import { contentOf } from './content-sight.ts'
import { gainsOf, levelledAudio } from './levelled-audio.ts'
import { neededCores } from './needed-cores.ts'
import { handleOf, type RunHandle, sightOf } from './run-handle.ts'
import { placeLog, pruneLogs, writeRunLog } from './run-logs.ts'
import { picturesForRun, type RunPictures } from './run-pictures.ts'
import { RUN_NOTE, type RunNote, writeRecord } from './run-records.ts'
import { spawnRun, userOfRuns } from './spawn-run.ts'
import type { StarterPorts } from './starter-ports.ts'

/** A run that is to get its process. */
export type Launch = { run: Run; start: StartAction; progressAddress: string }

export type LaunchOutcome =
  | { kind: 'launched'; handle: RunHandle; process: DetachedProcess }
  | { kind: 'failed'; reason: Reason }
  | { kind: 'called-off' }

/**
 * Starts the FFmpeg of one run: checks its source, plans, waits for its place at the source, spawns,
 * records. All that may fail or take time comes before the place, which another run may have to leave.
 */
export async function launchRun(launch: Launch, ports: StarterPorts): Promise<LaunchOutcome> {
  const { run, start } = launch
  const { spec, source } = start
  const { paths, ffmpeg, preparations, readers } = ports
  const clearing = readers.clear(run.readerKey)
  const [refused] = await Promise.all([preparations.admit(source), clearing])
  if (refused !== null) return { kind: 'failed', reason: refused }
  await preparations.lookFirst(source, run.runId)
  const found = await findPictures(start, ports)
  if (found.kind === 'failed') return found
  const { pictures } = found
  const trouble = await troubleOf(launch, ports)
  if (trouble !== null && isDecided(trouble.code)) return { kind: 'failed', reason: trouble }
  const isWanted = () => isStillWanted(run.runId, ports)
  if (!isWanted()) return { kind: 'called-off' }
  const runDir = paths.runDir(spec.id, run.runId)
  const user = userOfRuns(paths)
  const facts = ffmpeg.rememberedFacts(source)
  const withoutAudio = run.withoutAudio ?? facts?.audioMissing ?? false
  const level = levelledAudio(spec, runDir, paths.level(spec.id))
  const plan = ffmpeg.plan({
    spec,
    source,
    facts,
    capabilities: ports.capabilities(),
    runDir,
    progressUrl: `udp://127.0.0.1:${ports.progress.port}?localaddr=${launch.progressAddress}`,
    ...picturesForRun(pictures, runDir, user),
    threadStep: run.threadStep,
    ...(run.gpu === undefined ? {} : { gpu: placeOf(run.gpu) }),
    patient: start.patient,
    plainly: start.plainly,
    withoutAudio,
    ...(level === null ? {} : gainsOf(level)),
  })
  const program = ffmpeg.program()
  const taken = facts === null ? null : takenTracks(facts)
  const note = noteOf(launch, { command: plan.command, taken }, ports)
  try {
    const folders = makeFolders(runDir, ffmpeg.ladderOf(spec, facts))
    const turn = await readers.take(run.runId, isWanted)
    if (turn.kind !== 'free') return turn
    const { file: logFile, trouble: logTrouble } = placeLog(paths, spec.id, run.runId)
    ports.tellLogTrouble(logTrouble)
    const process = await spawnRun({
      program,
      args: plan.args,
      spec,
      source,
      facts,
      logFile,
      pictures,
      user,
      allowCidrs: ports.allowCidrs(),
      progressPort: ports.progress.port,
      gpu: run.gpu === undefined ? null : placeOf(run.gpu),
      folders: [runDir, ...folders.filter((folder) => folder !== runDir)],
      env: { [RUN_NOTE]: JSON.stringify(note) },
    })
    // The channel's limits hold from now on.
    ports.isolation.hold(spec, process, neededCores(run, spec, ports))
    const known = { ...note, pid: process.pid, startTicks: process.startTicks }
    const sight = sightOf(ffmpeg.openSight(logFile), facts, taken, withoutAudio)
    const places = { runDir, outputDir: folders[0] ?? runDir, logFile, level, ...contentOf(spec) }
    const handle = handleOf(known, { ...places, source, sight, adopted: false }, ffmpeg)
    // What has a record has been told.
    spawned(handle, ports)
    record(known, ports)
    keepLog(handle, ports)
    return { kind: 'launched', handle, process }
  } catch (error) {
    return { kind: 'failed', reason: spawnFailure(error) }
  }
}

/** Those of its segments, the one to be watched first. */
function makeFolders(runDir: string, ladder: LadderFile | null): string[] {
  const folders = segmentFolders(runDir, ladder)
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  if (ladder !== null) writeLadder(runDir, ladder)
  return folders
}

/** What its log is of is written down beside it; older logs go. */
function keepLog({ channelId, source, logFile, ...run }: RunHandle, ports: StarterPorts): void {
  const { runId, startedAt, command } = run
  const ffmpegVersion = ports.capabilities()?.ffmpegVersion ?? null
  const prelude = { command, ffmpegVersion, source: maskUrl(source.url) }
  writeRunLog(dirname(logFile), { runId, startedAt, end: null, prelude })
  pruneLogs(ports.paths, channelId)
}

/** What was found before may have been mended since. */
const JUST_NOW_MS = 3000

/** Nobody else reads the source of a start after a failure: it may be looked at once more. */
function troubleOf(
  { run, start: { looksFirst, source } }: Launch,
  { readers, ffmpeg }: StarterPorts,
): Promise<Reason | null> {
  if (looksFirst) return readers.glance(source, run.runId)
  return Promise.resolve(ffmpeg.knownTrouble(source.url, JUST_NOW_MS))
}

/** A full disk is no reason to take a channel off the air. */
function record(known: RunRecord, { paths, log }: StarterPorts): void {
  try {
    writeRecord(paths, known)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const { runId } = known
    log.error({ runId, why }, 'A later agent will not know this run: free space in DATA_DIR')
  }
}

/** False when the start was called off while it was being prepared. */
function isStillWanted(runId: RunId, { table, isClosed }: StarterPorts): boolean {
  return table.get(runId)?.run.over === null && !isClosed()
}

function spawned(handle: RunHandle, ports: StarterPorts): void {
  const { table, clock, log, say } = ports
  const { runId, channelId, pid, sourceId, command } = handle
  table.attach(runId, handle, clock.now())
  if (handle.sight.withoutAudio) table.change(runId, { withoutAudio: true })
  ports.onSpawned(handle)
  say({ kind: 'run-started', channelId, runId, pid, sourceId, command })
  log.info({ channelId, runId, pid }, 'Run started')
}

type FoundPictures = { kind: 'found'; pictures: RunPictures } | { kind: 'failed'; reason: Reason }

async function findPictures(
  { spec, source }: StartAction,
  { preparations }: StarterPorts,
): Promise<FoundPictures> {
  let missing: 'logo-missing' | 'layer-missing' = 'logo-missing'
  try {
    const logo = await preparations.logoOf(spec, source)
    missing = 'layer-missing'
    return { kind: 'found', pictures: { logo, layers: await preparations.layersOf(spec, source) } }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf('network', missing, { detail: whyMissing(error) }) }
  }
}

/** What fails while it is drawn is told in the words of whatever drew it. */
function whyMissing(error: unknown): Message {
  if (error instanceof AssetMissing) return error.why
  const words = error instanceof Error ? error.message : String(error)
  return messageOf('in-its-words', { words: words.slice(0, 500) })
}

function spawnFailure(error: unknown): Reason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC') return reasonOf('resource', 'disk-full')
  return reasonOf('resource', 'not-started', { detail: why.slice(0, 900) })
}

function noteOf(
  { run, progressAddress }: Launch,
  planned: Pick<RunNote, 'command' | 'taken'>,
  { bootId, clock }: StarterPorts,
): RunNote {
  const startedAt = new Date(clock.wall()).toISOString()
  return { runId: run.runId, ...identityOf(run), bootId, progressAddress, startedAt, ...planned }
}
