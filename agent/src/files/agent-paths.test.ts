import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HostId, HostSettings, PROTOCOL } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { expect, onTestFinished, test } from 'vitest'
import { openSnapshots } from '../snapshots/snapshots.ts'
import { agentPaths, makeStateFolders } from './agent-paths.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

test('nobody but the agent looks into its state: folders 700, also where they were open, and what is wanted 600', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const paths = agentPaths(folder, join(folder, 'media'))
  mkdirSync(paths.runs, { mode: 0o755 })
  makeStateFolders(paths)
  for (const path of [
    paths.runs,
    paths.outbox,
    paths.uploads,
    paths.sources,
    paths.assets,
    paths.logs,
  ]) {
    expect([path, modeOf(path)]).toEqual([path, 0o700])
  }
  const hostId = HostId.parse('10000000-0000-4000-8000-000000000001')
  const snapshots = openSnapshots(paths.desired, hostId, [secretKeyOf('a key of this host alone')])
  const settings = HostSettings.parse({})
  const wanted = { protocol: PROTOCOL, hostId, revision: 1, channels: [], settings, assets: [] }
  snapshots.offer(
    { ...wanted, removed: [], recordings: [], recordingBucket: null, confirmed: false },
    new Set(),
  )
  expect(modeOf(paths.desired)).toBe(0o600)
})
