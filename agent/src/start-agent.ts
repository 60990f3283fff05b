import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { HostId, type HostIdentity, PROTOCOL } from '@cashbacktv/contract'
import { openOutbox } from './events/outbox.ts'
import { realFfmpeg } from './ffmpeg/ffmpeg-port.ts'
import { type AgentPaths, agentPaths, makeStateFolders } from './files/agent-paths.ts'
import { type FolderLock, lockFolder } from './files/folder-lock.ts'
import type { HostKeys } from './files/host-keys.ts'
import { openQualityStore } from './files/quality-store.ts'
import { hostReader } from './host/host-reader.ts'
import { machine } from './host/machine.ts'
import { openIsolation } from './isolation/open-isolation.ts'
import { createKnownHost } from './known-host.ts'
import { answerQuestion } from './link/answer-question.ts'
import { createAssetStore } from './link/asset-store.ts'
import { connectLink, type Link } from './link/connect-link.ts'
import { type EnrolOptions, enrol } from './link/enrol.ts'
import { enrolAnewWhenRefused } from './link/enrol-anew.ts'
import {
  type HostCredential,
  hostCredential,
  keepInFile,
  keptElsewhere,
} from './link/host-credential.ts'
import { measureWhenIdle } from './measure-when-idle.ts'
import type { Clock, Log } from './ports.ts'
import { findProgram } from './process/find-program.ts'
import { readBootId } from './process/process-identity.ts'
import { serveAgentMetrics } from './process/serve-agent-metrics.ts'
import { readHost } from './read-host.ts'
import { openProgress } from './runs/open-progress.ts'
import { openSnapshots } from './snapshots/snapshots.ts'
import { buildSupervisor } from './supervisor/build-supervisor.ts'
import { mediaPressure } from './supervisor/media-pressure.ts'

type GivenIdentity = Pick<HostIdentity, 'hostId' | 'credential' | 'formerCredential'> & {
  /** Writes down a credential that takes the place of this one. */
  keep?(kept: Pick<HostIdentity, 'credential' | 'formerCredential'>): void
}

export type AgentOptions = {
  controlPlaneUrl: string
  stateDir: string
  /** Of what is secret in there. */
  hostKeys: HostKeys
  mediaDir: string
  /** Where the origin of this host keeps what is recorded. */
  dvrDir: string
  /** Given by a control plane in the same process; else the host enrols itself. */
  identity?: GivenIdentity
  joinToken?: string | null
  /** It enrolled itself again and may be another host now: it is to be closed and started again. */
  onEnrolledAnew?(): void
  name: string
  sourceAllowCidrs: readonly string[]
  /** False where other programs give way to channels, or come and go as on a test machine. */
  countsOtherPrograms: boolean
  playbackBaseUrl: string | null
  /** Null where streams are served by the control plane's process. */
  originUrl: string | null
  /** The origin of this host as it is reached from here. */
  streamsUrl: string
  log: Log
  version: string
  /** Where it tells of itself, on the loopback address; 0 or none: nowhere. */
  metricsPort?: number
}

export type Agent = {
  /** Stops supervising; channels go on and are adopted by the next agent. */
  close(): Promise<void>
  /** Ends the process of every channel and waits for it. */
  stopChannels(): Promise<void>
}

/** Starts the agent of this host. Throws with a sentence that says what to do. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const paths = agentPaths(options.stateDir, options.mediaDir)
  makeStateFolders(paths)
  const lock = lockFolder(paths.lock)
  try {
    return await start(options, paths, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function start(options: AgentOptions, paths: AgentPaths, lock: FolderLock): Promise<Agent> {
  const { log, controlPlaneUrl } = options
  if (lock.trouble !== null) {
    const { trouble: why } = lock
    log.error(
      { why },
      'The lock cannot be written: free space in DATA_DIR, and start no other agent',
    )
  }
  const pressure = mediaPressure(paths.mediaDir)
  if (pressure !== null) log.error({}, pressure.message)
  const { found, asking, credential, ...parts } = await openParts(options, paths)
  const { clock, random, isolation, progress, host, own, outbox, snapshots, quality } = parts
  const known = createKnownHost({
    program: found,
    asking,
    read: () => readHost(options, paths, isolation),
    onFound: () => supervisor.wake(),
    onChanged: () => link?.introduce(),
  })
  const ffmpeg = realFfmpeg(paths, clock, log, known.program)
  let link: Link | null = null

  const supervisor = buildSupervisor({
    ...options,
    ...parts,
    allowCidrs: options.sourceAllowCidrs,
    paths,
    ffmpeg,
    cores: machine().cores,
    capabilities: known.capabilities,
    onEvent: () => link?.flush(),
  })
  const first = await known.first()
  const capabilities = () => known.capabilities() ?? first
  supervisor.begin()
  const measuring = measureWhenIdle({
    paths,
    log,
    quality,
    snapshots,
    capabilities,
    host: known,
    isIdle: () => supervisor.isIdle(),
  })
  link = connectLink({
    controlPlaneUrl,
    credential,
    log,
    random,
    outbox,
    hello: () => ({
      protocol: PROTOCOL,
      capabilities: capabilities(),
      appliedRevision: snapshots.current()?.revision ?? null,
      ...own,
      at: new Date(clock.wall()).toISOString(),
    }),
    report: () => supervisor.report(),
    onDesired: (desired) => supervisor.offer(desired),
    answer: (question) => answerQuestion(question, { ffmpeg, ...supervisor.questions() }),
    onRefused: whenRefused(options, paths),
  })

  const metrics = serveAgentMetrics(options, () => ({
    report: supervisor.report(),
    isConnected: link?.isConnected() ?? false,
  }))

  async function close(): Promise<void> {
    metrics?.close()
    known.close()
    measuring.close()
    await Promise.all([supervisor.close(), link?.close(), progress.close()])
    host.close()
    lock.release()
  }

  return { close, stopChannels: () => supervisor.stopChannels() }
}

/** What is read and opened once, whatever becomes of it: the host, who it is, and what it keeps. */
async function openParts(options: AgentOptions, paths: AgentPaths) {
  const { log, controlPlaneUrl } = options
  const clock = steadyClock()
  const isolation = openIsolation(paths.mediaDir, log)
  const asking = readHost(options, paths, isolation)
  const [identity, progress, found] = await Promise.all([
    identify(options, paths),
    openProgress(paths, log),
    findProgram('ffmpeg'),
  ])
  const hostId = HostId.parse(identity.hostId)
  const own = { bootId: readBootId(), agentId: randomUUID() }
  const credential = credentialOf(options, identity, paths)
  return {
    found,
    asking,
    credential,
    hostId,
    bootId: own.bootId,
    own,
    clock,
    random: Math.random,
    isolation,
    progress,
    outbox: openOutbox(paths.outbox),
    snapshots: openSnapshots(paths.desired, hostId, options.hostKeys),
    host: hostReader(paths, clock),
    quality: openQualityStore(paths),
    assets: createAssetStore({ folder: paths.assets, controlPlaneUrl, credential }),
  }
}

function credentialOf(
  { identity: given }: AgentOptions,
  identity: Awaited<ReturnType<typeof identify>>,
  paths: AgentPaths,
): HostCredential {
  const keep = given ? (given.keep ?? keptElsewhere) : keepInFile(paths.identity)
  return hostCredential(identity, keep)
}

async function identify(
  options: AgentOptions,
  paths: AgentPaths,
): Promise<Pick<HostIdentity, 'hostId' | 'credential' | 'formerCredential'>> {
  return options.identity ?? enrol(enrolOptions(options, paths))
}

/** Nothing where the program that started this has a say in who it is, or does not start it again. */
function whenRefused(options: AgentOptions, paths: AgentPaths): () => void {
  const { identity, onEnrolledAnew } = options
  if (identity !== undefined || onEnrolledAnew === undefined) return () => {}
  return enrolAnewWhenRefused(enrolOptions(options, paths), onEnrolledAnew)
}

function enrolOptions(options: AgentOptions, paths: AgentPaths): EnrolOptions {
  const { controlPlaneUrl, joinToken = null, name, log } = options
  const identityFile = paths.identity
  return { identityFile, controlPlaneUrl, joinToken, name, log, random: Math.random }
}

function steadyClock(): Clock {
  return { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() }
}
