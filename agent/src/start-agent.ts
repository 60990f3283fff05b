import { performance } from 'node:perf_hooks'
import { type Capabilities, HostId, type HostIdentity, PROTOCOL } from '@cashbacktv/contract'
import { agentExposition } from './domain/exposition/agent-exposition.ts'
import { openOutbox } from './events/outbox.ts'
import { realFfmpeg } from './ffmpeg/ffmpeg-port.ts'
import { type AgentPaths, agentPaths, makeStateFolders } from './files/agent-paths.ts'
import { lockFolder } from './files/folder-lock.ts'
import type { HostKeys } from './files/host-keys.ts'
import { openQualityStore } from './files/quality-store.ts'
import { loadCalibrations } from './host/calibration-store.ts'
import { readCapabilities } from './host/capabilities.ts'
import { cardOfHost } from './host/card-of-host.ts'
import { createHostSampler } from './host/host-sampler.ts'
import { knownGpu } from './host/known-gpu.ts'
import { machine } from './host/machine.ts'
import { createProcReader } from './host/proc-reader.ts'
import { tryGpus } from './host/try-gpu.ts'
import { openIsolation } from './isolation/open-isolation.ts'
import { createKnownHost } from './known-host.ts'
import { answerQuestion } from './link/answer-question.ts'
import { createAssetStore } from './link/asset-store.ts'
import { connectLink, type Link } from './link/connect-link.ts'
import { enrol } from './link/enrol.ts'
import {
  type HostCredential,
  hostCredential,
  keepInFile,
  keptElsewhere,
} from './link/host-credential.ts'
import { measureWhenIdle } from './measure-when-idle.ts'
import type { Clock, HostReader, Isolation, Log } from './ports.ts'
import { findProgram } from './process/find-program.ts'
import { ownFigures } from './process/own-figures.ts'
import { readBootId } from './process/process-identity.ts'
import { serveMetrics } from './process/serve-metrics.ts'
import { openProgress } from './runs/open-progress.ts'
import { userOfRuns } from './runs/spawn-run.ts'
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

async function start(
  options: AgentOptions,
  paths: AgentPaths,
  lock: { release(): void },
): Promise<Agent> {
  const { log, version, sourceAllowCidrs: allowCidrs, countsOtherPrograms } = options
  const pressure = mediaPressure(paths.mediaDir)
  if (pressure !== null) log.error({}, pressure.message)
  const clock = steadyClock()
  const random = Math.random
  const isolation = openIsolation(paths.mediaDir, log)
  const asking = readHost(options, paths, isolation)
  const [identity, progress, found] = await Promise.all([
    identify(options, paths),
    openProgress(paths, log),
    findProgram('ffmpeg'),
  ])
  const hostId = HostId.parse(identity.hostId)
  const bootId = readBootId()
  const known = createKnownHost({
    ...{ program: found, asking },
    read: () => readHost(options, paths, isolation),
    onFound: () => supervisor.wake(),
  })
  const ffmpeg = realFfmpeg(paths, clock, log, known.program)
  const outbox = openOutbox(paths.outbox)
  const snapshots = openSnapshots(paths.desired, hostId, options.hostKeys)
  const host = hostReader(paths, clock)
  const quality = openQualityStore(paths)
  const { controlPlaneUrl, streamsUrl } = options
  const credential = credentialOf(options, identity, paths)
  const assets = createAssetStore({ folder: paths.assets, controlPlaneUrl, credential })
  let link: Link | null = null

  const supervisor = buildSupervisor({
    ...{ hostId, version, bootId, paths, clock, random, log, ffmpeg, host, progress },
    ...{ isolation, hostKeys: options.hostKeys, dvrDir: options.dvrDir },
    ...{ assets, outbox, snapshots, quality, allowCidrs, countsOtherPrograms, streamsUrl },
    cores: machine().cores,
    capabilities: known.capabilities,
    onEvent: () => link?.flush(),
  })
  const first = await known.first()
  const capabilities = () => known.capabilities() ?? first
  supervisor.begin()
  const measuring = measureWhenIdle({
    ...{ paths, log, quality, snapshots, capabilities, host: known },
    isIdle: () => supervisor.isIdle(),
  })
  link = connectLink({
    ...{ controlPlaneUrl, credential, log, random, outbox },
    hello: () => ({
      protocol: PROTOCOL,
      capabilities: capabilities(),
      appliedRevision: snapshots.current()?.revision ?? null,
      bootId,
    }),
    report: () => supervisor.report(),
    onDesired: (desired) => supervisor.offer(desired),
    answer: (question) => answerQuestion(question, { ffmpeg, ...supervisor.questions() }),
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

type Told = Omit<Parameters<typeof agentExposition>[0], 'own'>

function serveAgentMetrics({ metricsPort = 0, log }: AgentOptions, tell: () => Told) {
  if (metricsPort === 0) return null
  const own = ownFigures()
  return serveMetrics({
    port: metricsPort,
    text: () => agentExposition({ ...tell(), own: own() }),
    onError: (why) =>
      log.error({ why }, 'Metrics are not served. Give AGENT_METRICS_PORT another.'),
  })
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
  if (options.identity !== undefined) return options.identity
  const { controlPlaneUrl, joinToken = null, name, log } = options
  const identityFile = paths.identity
  return enrol({ identityFile, controlPlaneUrl, joinToken, name, log, random: Math.random })
}

async function readHost(
  options: AgentOptions,
  paths: AgentPaths,
  { cgroup }: Isolation,
): Promise<Capabilities> {
  const host = await readCapabilities({
    agentVersion: options.version,
    mediaDir: paths.mediaDir,
    playbackBaseUrl: options.playbackBaseUrl,
    originUrl: options.originUrl,
    calibrations: [],
    cgroup,
    userOfRuns: userOfRuns(paths),
    askGpu: () =>
      knownGpu({
        ...{ file: paths.gpu, bootId: readBootId(), card: cardOfHost(), log: options.log },
        ask: tryGpus,
      }),
  })
  const { unheld = [] } = host
  if (unheld.length > 0) options.log.warn({ unheld }, 'FFmpeg is not held to all that it should be')
  const calibrations = loadCalibrations(paths.calibrations, host.ffmpegVersion ?? '', (why) =>
    options.log.warn(
      { why },
      'What presets cost was damaged: it is measured again when the host is idle',
    ),
  )
  return { ...host, calibrations }
}

function hostReader(paths: AgentPaths, clock: Clock): HostReader {
  const processes = createProcReader()
  const sampler = createHostSampler({ state: paths.stateDir, media: paths.mediaDir })
  return {
    sampleProcesses: (pids) => processes.sweep(pids, clock.now()),
    sampleHost: () => sampler.sample(clock.now()),
    close() {
      processes.close()
      sampler.close()
    },
  }
}

function steadyClock(): Clock {
  return { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() }
}
