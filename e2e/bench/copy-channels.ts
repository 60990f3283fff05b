import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startHls } from '../sources/hls.ts'
import { type Child, startChild } from '../stack/child.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { type Cost, measureCost } from '../stack/process-cost.ts'
import { type SplitStack, startSplitStack } from '../stack/start-split-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { comparedFigures, type Figure, type Measurement } from './figure.ts'

const MEASURED_SECONDS = 60
const SEGMENT_MS = 2000
const BARE = join(import.meta.dirname, 'yardstick/files-main.ts')
/** The bare files are worked on so often, for a cost that can be told finely. */
const TIMES = 4
const BARE_WARM_UP_MS = 10_000
/**
 * Of the bare work on the same files, at 60 channels: what 0.05 % of a core a channel meant where it was
 * asked for. A release of that day, measured there with 0.064 %, takes 7.1 times the bare work.
 */
const BAR = 5.6

/** Bars: agent and origin by the bare work, and 150 MB, at 60 channels; 120 fit on two cores. */
export const copyChannels: Measurement = {
  name: 'copy-channels',
  about: `agent and origin with 60 and 120 copy-mode channels, over ${MEASURED_SECONDS} s each`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const source = await startHls({ width: 1280, height: 720, bitrateKbps: 3500 })
  const stack = await startSplitStack()
  try {
    await startChannels(stack, source.url, 0, 60)
    const sixty = await figuresOf(stack, 60)
    await startChannels(stack, source.url, 60, 120)
    return [...sixty, ...(await figuresOf(stack, 120))]
  } finally {
    await stack.stop()
    await source.close()
  }
}

async function startChannels(
  { api, mediaDir }: SplitStack,
  url: string,
  from: number,
  until: number,
) {
  for (let index = from; index < until; index++) {
    const input = { name: `Copy ${index}`, sources: [{ url }], output: { mode: 'copy' as const } }
    await api.startNew(input)
  }
  const all = async () => (await api.channels('?status=running')).total === until
  await waitFor(`${until} channels on air`, all, { timeoutMs: 180_000, everyMs: 1000 })
  // Each channel's slate is encoded once after its start: what is measured is what comes then.
  const clips = async () => slates(mediaDir) === until
  await waitFor(`${until} slates`, clips, { timeoutMs: 400_000, everyMs: 1000 })
}

/** Clips of their own: until each has one, that of another stands in. */
function slates(mediaDir: string): number {
  const links = readdirSync(mediaDir).map((name) => join(mediaDir, name, 'slate'))
  return new Set(links.filter(existsSync).map((link) => readlinkSync(link))).size
}

async function figuresOf(stack: SplitStack, channels: number): Promise<Figure[]> {
  const out = tempFolder('bare-files', mediaParent())
  const order = [stack.mediaDir, out.path, String(SEGMENT_MS), String(TIMES)]
  const bare = startChild('node', ['--import', 'tsx', BARE, ...order])
  try {
    await setTimeout(BARE_WARM_UP_MS)
    return await figuresBeside(bare, stack, channels)
  } finally {
    await bare.stop()
    out.remove()
  }
}

async function figuresBeside(bare: Child, stack: SplitStack, channels: number): Promise<Figure[]> {
  const own = [stack.child('agent').pid, stack.child('origin').pid, bare.pid]
  const ffmpegs = ffmpegProcesses(stack.mediaDir).map(({ pid }) => pid)
  const costs = await measureCost([...own, ...ffmpegs], MEASURED_SECONDS)
  const [agent, origin, bareCost, ...processes] = costs
  if (!agent || !origin || !bareCost) throw new Error('Agent and origin are not there')
  const share = (of: Cost[]) => (of.reduce((sum, { cores }) => sum + cores, 0) * 100) / channels
  const memory = (agent.memoryBytes + origin.memoryBytes) / 1e6
  const ownMemory = (agent.ownMemoryBytes + origin.ownMemoryBytes) / 1e6
  const total = [agent, origin, ...processes].reduce((sum, { cores }) => sum + cores, 0)
  const alive = ffmpegs.filter((pid) =>
    ffmpegProcesses(stack.mediaDir).some((process) => process.pid === pid),
  ).length
  const bars = channels === 60
  return [
    ...comparedFigures({
      what: `${channels} copy channels: agent + origin, a channel`,
      value: share([agent, origin]),
      unit: '% of a core',
      reference: { what: 'bare work on its files', value: share([bareCost]) / TIMES },
      ...(bars && { bar: { atMost: BAR } }),
    }),
    {
      what: `${channels} copy channels: FFmpeg, copying it`,
      value: share(processes),
      unit: '% of a core',
    },
    {
      what: `${channels} copy channels: agent, a channel`,
      value: share([agent]),
      unit: '% of a core',
    },
    {
      what: `${channels} copy channels: agent + origin, memory`,
      value: ownMemory,
      unit: 'MB',
      ...(bars && { bar: { atMost: 150 } }),
      note: `shared pages counted once; ${memory.toFixed(0)} MB when each process counts them`,
    },
    {
      what: `${channels} copy channels: all processes`,
      value: total,
      unit: 'cores',
      bar: { atMost: 2 },
      note: `${processes.length} FFmpegs`,
    },
    {
      what: `${channels} copy channels: still the same process after ${MEASURED_SECONDS} s`,
      value: alive,
      unit: 'channels',
      bar: { atLeast: channels },
    },
  ]
}
