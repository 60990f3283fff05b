import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelId, RestreamId, RunId } from '@cashbacktv/contract'
import { makeFolder } from '@cashbacktv/contract/make-folder'

/** Where everything of an agent lies (design, "What lies where"). */
export type AgentPaths = ReturnType<typeof agentPaths>

export function agentPaths(stateDir: string, mediaDir: string) {
  return {
    stateDir,
    mediaDir,
    lock: join(stateDir, 'agent.lock'),
    identity: join(stateDir, 'identity.json'),
    desired: join(stateDir, 'desired.json'),
    calibrations: join(stateDir, 'calibrations.json'),
    gpu: join(stateDir, 'gpu.json'),
    qualityCurves: join(stateDir, 'quality-curves.json'),
    qualityMeasurements: join(stateDir, 'quality-measurements.json'),
    progressPort: join(stateDir, 'progress-port.json'),
    slates: join(stateDir, 'slates.json'),
    silences: join(stateDir, 'silences.json'),
    contentProfiles: join(stateDir, 'content-profiles.json'),
    readers: join(stateDir, 'readers.json'),
    runs: join(stateDir, 'runs'),
    restreams: join(stateDir, 'restreams'),
    outbox: join(stateDir, 'outbox'),
    uploads: join(stateDir, 'uploads'),
    sources: join(stateDir, 'sources'),
    assets: join(stateDir, 'assets'),
    logos: join(stateDir, 'logos'),
    logs: join(stateDir, 'logs'),
    recordings: join(mediaDir, 'recordings.json'),
    originStatus: join(mediaDir, 'origin-status.json'),
    record: (runId: RunId) => join(stateDir, 'runs', `${runId}.json`),
    restream: (id: RestreamId) => join(stateDir, 'restreams', `${id}.json`),
    restreamLog: (id: RestreamId) => join(stateDir, 'restreams', `${id}.log`),
    logDir: (channelId: ChannelId) => join(stateDir, 'logs', channelId),
    log: (channelId: ChannelId, runId: RunId) => join(stateDir, 'logs', channelId, `${runId}.log`),
    /** Where logs go while the disk of the state takes none. */
    spareLogDir: (channelId: ChannelId) => join(mediaDir, 'logs', channelId),
    channelDir: (channelId: ChannelId) => join(mediaDir, channelId),
    air: (channelId: ChannelId) => join(mediaDir, channelId, 'air.json'),
    runDir: (channelId: ChannelId, runId: RunId) => join(mediaDir, channelId, 'runs', runId),
    level: (channelId: ChannelId) => join(mediaDir, channelId, 'level.json'),
  }
}

/** Makes the folders of the state, which nobody else may look into: what is in them names sources. Throws with a sentence that says what to do. */
export function makeStateFolders(paths: AgentPaths): void {
  try {
    for (const folder of [
      paths.runs,
      paths.restreams,
      paths.outbox,
      paths.uploads,
      paths.sources,
      paths.assets,
      paths.logos,
      paths.logs,
    ]) {
      makeFolder(folder, 0o700)
      // One that an earlier release made was open to a group.
      if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Error(
      `The folder ${paths.stateDir} cannot be written (${why}). Give DATA_DIR a folder that this user may write.`,
    )
  }
}
