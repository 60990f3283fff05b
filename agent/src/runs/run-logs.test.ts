import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { runId } from '../../test/run-id.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { answerQuestion } from '../link/answer-question.ts'
import { runLogsIn } from './run-logs.ts'

let folder: string
let host: TestSupervisor

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'run-logs-'))
  host = await startSupervisor(folder)
})
afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

const channel = (n: number, query: string) =>
  makeChannel(n, { sources: [{ id: sourceId(n), url: `fake://u:hunter2@x?${query}` }] })
const logDir = () => host.paths.logDir(channelId(1))

async function ask(runIdAsked?: string) {
  const run = runLogsIn(logDir()).find((each) => each.runId === runIdAsked)?.runId
  const question = { kind: 'log-tail' as const, channelId: channelId(1), lines: 100, runId: run }
  const answer = await answerQuestion(question, {
    ffmpeg: host.ffmpeg,
    ...host.supervisor.questions(),
  })
  if (answer.kind !== 'log-tail') throw new Error(`No log: ${answer.kind}`)
  return answer
}

test('a run that failed can be asked for by its name, with what it was and how it ended', async () => {
  host.offer(makeDesired(1, [channel(1, 'say=broken&exitAfterMs=100&code=1')]))
  await until(() => runLogsIn(logDir()).length >= 2, 'a second try')
  const [first] = runLogsIn(logDir())
  const { lines, run, runs } = await ask(first?.runId)
  // What it says is a value of its address, and so hidden like one.
  expect(lines.map(({ text }) => text)).toContain('***')
  expect(run).toMatchObject({ runId: first?.runId, end: { exitCode: 1, segments: 0 } })
  expect(run?.end?.reason?.code).toMatch(/./)
  expect(run?.prelude?.source).toMatch(/^fake:/)
  expect(JSON.stringify([run, runs])).not.toContain('hunter2')
  expect(runs.map((each) => each.runId)).toContain(first?.runId)
  expect(runs.at(-1)?.runId).toBe(first?.runId)
})

test('a start that gets no place at its source leaves no log', async () => {
  const reads = (n: number) =>
    makeChannel(n, { sources: [{ id: sourceId(n), url: 'udp://127.0.0.1:5000' }] })
  host.offer(makeDesired(1, [reads(1), reads(2)]))
  const refused = () => [0, 1].find((at) => host.channel(at)?.reason?.code === 'source-in-use')
  await until(() => refused() !== undefined, 'one is refused')
  await until(() => host.channel(refused())?.attempt !== 0, 'it was counted')
  expect(readdirSync(host.paths.logDir(channelId(2 - (refused() ?? 0))))).not.toEqual([])
  expect(runLogsIn(host.paths.logDir(channelId((refused() ?? 0) + 1)))).toEqual([])
})

test('a log of a version before, which wrote nothing beside it, is listed too', async () => {
  host.offer(makeDesired(1, [channel(1, '')]))
  await until(() => host.channel()?.state === 'running', 'running')
  writeFileSync(join(logDir(), `${runId(1)}.log`), '[error] of before\n')
  const { run, lines } = await ask(runId(1))
  expect(run).toMatchObject({ end: null, prelude: null })
  expect(lines.map(({ text }) => text)).toEqual(['of before'])
})

test('of a log that is gone there are no lines', async () => {
  const { lines, run } = await ask()
  expect([lines, run]).toEqual([[], null])
})

test('a program that says 100,000 lines a second takes bounded room, and others go on', async () => {
  host.offer(makeDesired(1, [channel(1, 'flood=100000'), channel(2, '')]))
  await until(() => host.channel(1)?.state === 'running', 'the other channel')
  const sizes = () =>
    readdirSync(logDir()).map((name) => ({ name, size: statSync(join(logDir(), name)).size }))
  await until(() => sizes().some(({ name }) => name.endsWith('.head')), 'a rotation')
  const calm = sizes().filter(({ name }) => !name.endsWith('.log'))
  for (const { size } of calm) expect(size).toBeLessThan(600_000)
  const before = host.channel(1)?.metrics?.pid
  const passes = host.supervisor.report()
  await until(() => host.supervisor.report() !== passes, 'a next report')
  expect(host.channel(1)).toMatchObject({ state: 'running', metrics: { pid: before } })
  const { lines } = await ask()
  expect(lines.length).toBeGreaterThan(50)
})
