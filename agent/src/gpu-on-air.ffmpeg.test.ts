import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelSpec, EncoderChoice, VideoCodec } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../test/channel-factory.ts'
import { pretendGpu } from '../test/pretend-gpu.ts'
import { type Memory, newMemory, startControlPlane } from '../test/stand-in-control-plane.ts'
import { startTestAgent } from '../test/start-test-agent.ts'
import { until } from '../test/test-supervisor.ts'
import { transcodeSpec } from './ffmpeg/test/specs.ts'
import type { Agent } from './start-agent.ts'

let folder: string
let memory: Memory
let plane: Awaited<ReturnType<typeof startControlPlane>>
let agent: Agent
let card: ReturnType<typeof pretendGpu>

const PATH = process.env.PATH

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gpu-on-air-'))
  card = pretendGpu(folder, { sessions: 2 })
  process.env.PATH = `${card.bin}:${PATH}`
  memory = newMemory()
  plane = await startControlPlane(memory)
  agent = await startTestAgent(folder, plane.url)
})

afterAll(async () => {
  await agent.stopChannels()
  await agent.close()
  await plane.close()
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

type Choice = { on?: boolean; codec?: VideoCodec }

function channel(
  n: number,
  encoder: EncoderChoice,
  { on = true, codec = 'h264' }: Choice = {},
): ChannelSpec {
  const { output } = transcodeSpec()
  if (output.mode === 'copy') throw new Error('This needs channels that transcode.')
  const sources = [{ id: sourceId(n), url: 'testcard://320x180@10' }]
  return makeChannel(n, { on, sources, priority: 90 - n, output: { ...output, encoder, codec } })
}

const observed = (n: number) =>
  memory.reports.at(-1)?.channels.find((one) => one.channelId === channelId(n))
const seen = (n: number) => [observed(n)?.state, observed(n)?.run?.encoder]
const becomes = (n: number, state: string, encoder: string | undefined) =>
  until(
    () => seen(n)[0] === state && seen(n)[1] === encoder,
    `channel ${n} ${state} on ${encoder}`,
    40_000,
  ).catch((error) => {
    throw new Error(`${error}: ${JSON.stringify([observed(n), exits()])}`)
  })
/** What the process of a channel may open for writing. */
const opens = (n: number) => {
  const variables = readFileSync(`/proc/${observed(n)?.run?.pid}/environ`, 'utf8').split('\0')
  return variables.find((one) => one.startsWith('FILES_WRITE='))?.split('\n') ?? []
}
const happened = () => memory.events.map(({ happening }) => happening)
const exits = () =>
  happened().flatMap((one) =>
    one.kind === 'run-exited' ? [[one.channelId, one.reason?.code]] : [],
  )
const notices = () =>
  happened().flatMap((one) => (one.kind === 'host-notice' ? [one.reason.message] : []))

it('puts channels on the sessions that the card has, and the next ones where they may be', async () => {
  await until(() => memory.hellos.length > 0, 'the agent')
  const [nvenc] = memory.hellos.at(-1)?.capabilities.gpu ?? []
  expect(nvenc).toMatchObject({ encoder: 'h264_nvenc', sessions: 2, problem: null })
  const wanted = [channel(1, 'gpu'), channel(2, 'gpu-if-there'), channel(3, 'gpu-if-there')]
  plane.want(makeDesired(1, [...wanted, channel(4, 'gpu')]))
  await becomes(1, 'running', 'h264_nvenc')
  await becomes(2, 'running', 'h264_nvenc')
  await becomes(3, 'running', 'libx264')
  await becomes(4, 'queued', undefined)
  expect(observed(4)?.reason?.message).toContain(
    'It needs 1 of its sessions and 0 of 2 are free. In use: Channel 1 1, Channel 2 1.',
  )
  await until(() => notices().length > 0, 'the notice')
  expect(notices().join()).toContain('Channel 3 is encoded on the CPU.')
})

it('has the devices of the card in reach of what is encoded there, and of nothing else', () => {
  expect(opens(1)).toContain('/dev/nvidia0')
  expect(opens(3)).toContain('/dev/urandom')
  expect(opens(3).filter((path) => /nvidia|dri|dxg/.test(path))).toEqual([])
})

it('goes on with the CPU where the card refuses a session, and says why where it may not', async () => {
  card.refuse()
  const others = [channel(2, 'gpu-if-there'), channel(3, 'gpu-if-there')]
  const off = channel(1, 'gpu', { on: false })
  plane.want(makeDesired(2, [off, ...others]))
  await becomes(1, 'stopped', undefined)
  plane.want(makeDesired(3, [off, ...others, channel(5, 'gpu-if-there')]))
  await becomes(5, 'running', 'libx264')
  expect(exits()).toContainEqual([channelId(5), 'gpu-refused'])
  expect(seen(2)).toEqual(['running', 'h264_nvenc'])
  plane.want(makeDesired(4, [off, ...others, channel(6, 'gpu')]))
  await becomes(6, 'error', undefined)
  expect(observed(6)?.reason?.code).toBe('gpu-refused')
})

it('encodes HEVC on the CPU, held in as all else, where the card has none, and says so where it may not', async () => {
  const codec = 'hevc'
  const asked = [channel(7, 'cpu', { codec }), channel(8, 'gpu-if-there', { codec })]
  const others = [channel(2, 'gpu-if-there'), channel(3, 'gpu-if-there')]
  plane.want(makeDesired(5, [...others, ...asked, channel(9, 'gpu', { codec })]))
  await becomes(7, 'running', 'libx265')
  await becomes(8, 'running', 'libx265')
  await becomes(9, 'queued', undefined)
  expect(observed(9)?.reason?.message).toContain('The GPU of this host does not encode HEVC.')
})
