import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelSpec, ReadableSource } from '@cashbacktv/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { readProcessIdentity } from '../process/process-identity.ts'

let folder: string
let host: TestSupervisor

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'))
  host = await startSupervisor(folder)
})

afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

const channel = (query = '', overrides: Partial<ChannelSpec> = {}) =>
  makeChannel(1, { sources: [{ id: sourceId(1), url: `fake://x?${query}` }], ...overrides })

const state = () => host.channel()?.state
const pid = () => host.channel()?.run?.pid
const kinds = () => host.events().map((event) => event.happening.kind)

async function onAir(query = ''): Promise<number> {
  host.offer(makeDesired(1, [channel(query)]))
  await until(() => state() === 'running', 'running')
  return until(pid, 'a process')
}

describe('the supervisor', () => {
  it('puts a channel on air, says so and tells the origin', async () => {
    await onAir()
    expect(kinds()).toEqual(['agent-started', 'run-started', 'first-segment'])
    const air = JSON.parse(readFileSync(host.paths.air(channelId(1)), 'utf8'))
    expect(air).toMatchObject({ onAir: true, runs: [{ ended: false }] })
    expect(host.channel()?.metrics?.pid).toBe(pid())
  })

  it('replaces a killed process in under a second', { retry: 3 }, async () => {
    const before = await onAir()
    const killedAt = Date.now()
    process.kill(before, 'SIGKILL')
    await until(() => pid() !== undefined && pid() !== before, 'another process')
    expect(Date.now() - killedAt).toBeLessThan(1000)
    await until(() => state() === 'running', 'running again')
  })

  it('keeps the process for an edit that FFmpeg does not see', async () => {
    const before = await onAir()
    host.offer(makeDesired(2, [channel('', { name: 'Other', slug: 'other', priority: 1 })]))
    const air = () => JSON.parse(readFileSync(host.paths.air(channelId(1)), 'utf8'))
    await until(() => air().slug === 'other', 'the new slug')
    expect(pid()).toBe(before)
    expect(kinds().filter((kind) => kind === 'run-started')).toHaveLength(1)
  })

  it('makes before it breaks: the old process goes only after the first new segment', async () => {
    const before = await onAir()
    host.offer(makeDesired(2, [channel('', { restartGeneration: 1 })]))
    await until(() => !readProcessIdentity(before), 'the end of the old process')
    const said = kinds()
    expect(said.lastIndexOf('first-segment')).toBeLessThan(said.indexOf('run-exited'))
    expect(state()).toBe('running')
  })

  it('ends a process that ignores SIGTERM, and what it had started', async () => {
    const before = await onAir('ignoreTerm=1&grandchild=1')
    host.offer(makeDesired(2, [channel('', { on: false })]))
    await until(() => state() === 'stopped', 'stopped', 12_000)
    expect(() => process.kill(-before, 0)).toThrow()
    const end = host.events().find((event) => event.happening.kind === 'run-exited')
    expect(end?.happening).toMatchObject({ asked: true, signal: 'SIGKILL', reason: null })
  })

  it('says why it failed and when it tries next', async () => {
    const query = 'exitAfterMs=50&code=1&silent=1&say=Connection refused'
    host.offer(makeDesired(1, [channel(query)]))
    await until(() => (host.channel()?.attempt ?? 0) >= 3, 'three failures', 15_000)
    expect(host.channel()?.reason?.class).toBe('network')
    await until(() => host.channel()?.nextTryAt, 'the next try')
  })

  it('tries at once when a source that was away is heard again', async () => {
    await host.close()
    let heard: string | null = null
    host = await startSupervisor(join(folder, 'again'), {
      ffmpeg: { hearSource: async () => heard },
      random: () => 0.99,
    })
    const query = 'exitAfterMs=50&code=1&silent=1&say=Connection refused'
    host.offer(makeDesired(1, [channel(query)]))
    const runs = () => kinds().filter((kind) => kind === 'run-started').length
    const wait = () => {
      const next = host.channel()?.nextTryAt
      return next ? Date.parse(next) - Date.now() : 0
    }
    await until(() => wait() > 5000, 'a long wait', 40_000)
    const [before, until5s] = [runs(), Date.now() + 5000]
    heard = 'speaks'
    await until(() => runs() > before, 'an early try')
    expect(Date.now()).toBeLessThan(until5s)
  })

  it('turns to the backup when the source in use falls silent and nobody answers there', async () => {
    await host.close()
    const hearSource = async ({ url }: ReadableSource) =>
      url.includes('primary') ? null : undefined
    host = await startSupervisor(join(folder, 'backup'), { ffmpeg: { hearSource } })
    const sources = [
      { id: sourceId(1), url: 'fake://primary?stallAfter=3' },
      { id: sourceId(2), url: 'fake://backup' },
    ]
    host.offer(makeDesired(1, [channel('', { sources })]))
    await until(() => kinds().filter((kind) => kind === 'first-segment').length === 2, 'the backup')
    const said = host.events().map(({ happening }) => happening)
    expect(said.find(({ kind }) => kind === 'source-switched')).toMatchObject({
      from: sourceId(1),
      to: sourceId(2),
      reason: { code: 'nobody-answers' },
    })
    await until(() => kinds().includes('run-exited'), 'the end of the first run')
    expect(said.some(({ kind }) => kind === 'stalled')).toBe(false)
    expect(host.channel()).toMatchObject({
      run: { sourceId: sourceId(2) },
      sourceLeftFor: { code: 'nobody-answers' },
    })
  })

  it('replaces a process that lives and writes nothing', async () => {
    const settings = { ...makeDesired(1, []).settings, stallSeconds: 4, healthCheckSeconds: 1 }
    host.offer(makeDesired(1, [channel('stallAfter=3')], { settings }))
    await until(() => state() === 'running', 'running')
    await until(() => kinds().includes('stalled'), 'the stall')
    await until(() => kinds().filter((kind) => kind === 'run-started').length >= 2, 'a new run')
  })

  it('removes a process of ours that nobody knows within 5 s, and no other', {
    retry: 2,
  }, async () => {
    const { spawnDetached } = await import('../process/spawn-detached.ts')
    await onAir()
    const runDir = host.paths.runDir(channelId(9), 'aaaaaaaa-0123456789abcdef' as never)
    const logFile = join(folder, 'orphan.log')
    const common = { file: 'sh', logFile, cwd: folder, env: { PATH: process.env.PATH }, nice: 0 }
    const script = 'trap "" TERM; while :; do sleep 1; done'
    const orphan = await spawnDetached({
      ...common,
      args: ['-c', script, `${runDir}/index.m3u8`, 'udp://127.0.0.1:9'],
    })
    const startedAt = Date.now()
    const viewer = await spawnDetached({
      ...common,
      args: ['-c', 'sleep 600; true', `${runDir}/index.m3u8`],
    })
    await orphan.exited
    // Found within 2 s, asked, and killed 2 s later because it did not listen.
    expect(Date.now() - startedAt).toBeLessThan(5000)
    expect(readProcessIdentity(viewer.pid)).not.toBeNull()
    process.kill(-viewer.pid, 'SIGKILL')
    expect(kinds()).toContain('orphan-removed')
    expect(state()).toBe('running')
  })

  it('reports how many events wait to be acknowledged', async () => {
    await onAir()
    expect(host.events().length).toBeGreaterThan(0)
    expect(host.supervisor.report().waitingEvents).toBe(host.events().length)
  })

  it('holds a snapshot that would silence everything unasked, and says so once', async () => {
    await onAir()
    host.offer(makeDesired(2, []))
    host.offer(makeDesired(2, []))
    expect(host.supervisor.report()).toMatchObject({ appliedRevision: 1, heldRevision: 2 })
    expect(kinds().filter((kind) => kind === 'snapshot-held')).toHaveLength(1)
    host.offer(makeDesired(3, [], { confirmed: true }))
    await until(() => host.supervisor.report().channels.length === 0, 'the end')
    expect(existsSync(host.paths.air(channelId(1)))).toBe(false)
  })

  it.each(['', 'garbage', '{"channelId":'])(
    'writes air.json anew that reads "%s"',
    async (damage) => {
      await onAir()
      const file = host.paths.air(channelId(1))
      const before = readFileSync(file, 'utf8')
      writeFileSync(file, damage)
      await until(() => readFileSync(file, 'utf8') === before, 'the same words as before')
      expect(kinds()).toContain('host-notice')
      expect(kinds().filter((kind) => kind === 'run-started')).toHaveLength(1)
    },
  )

  it('refuses a source by its reason without starting anything', async () => {
    await host.close()
    const reason = { class: 'fatal', code: 'address-refused', message: 'Not allowed.' } as const
    host = await startSupervisor(folder, { ffmpeg: { checkSource: async () => reason } })
    host.offer(makeDesired(1, [channel()]))
    await until(() => state() === 'error', 'the error')
    expect(host.channel()).toMatchObject({ reason, nextTryAt: null, run: null })
    const said = host.events().map(({ happening }) => happening)
    const sourceId = channel().sources[0]?.id
    expect(said).toContainEqual(expect.objectContaining({ kind: 'refused', sourceId, reason }))
    expect(kinds()).not.toContain('run-started')
  })
})
