import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  BROADCAST_PRESET,
  ChannelSpec,
  ContentSettings,
  type SourceFacts,
  SourceId,
} from '@cashbacktv/contract'
import { execa } from 'execa'
import { freshContent, NO_PROFILE } from '../../agent/src/domain/content/content-memory.ts'
import type { ContentSample } from '../../agent/src/domain/content/content-sample.ts'
import { stepContent } from '../../agent/src/domain/content/step-content.ts'
import { planFfmpeg } from '../../agent/src/domain/plan-ffmpeg/plan-ffmpeg.ts'
import { createProgressSocket, progressUrl } from '../../agent/src/ffmpeg/progress-socket.ts'
import { contentOf, takeLoudness, takePicture } from '../../agent/src/runs/content-sight.ts'
import {
  clean,
  type Labelled,
  type Programme,
  plain,
  realFootage,
  troubled,
} from './content-clips.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

const SETTINGS = ContentSettings.parse({ stillCard: { action: 'alarm', seconds: 20 } })
const AFTER: Record<Labelled['kind'], number> = { black: 5, freeze: 10, silence: 10, stillCard: 20 }
const PROGRAMMES = 13
/** Of each form the least is taken: what else a machine does only ever adds. */
const ROUNDS = 8
const SOURCE = SourceId.parse('00000000-0000-4000-9000-000000000001')

/** Real footage, where BENCH_MEDIA names a folder of it, is carried as programme that is clean. */
export function content(mediaFolder: string | undefined): Measurement {
  return {
    name: 'content',
    about:
      'black, freeze, silence and a card on labelled clips through the real graph, and what that costs',
    async measure() {
      const folder = await mkdtemp(join(tmpdir(), 'content-'))
      try {
        return [...(await detection(folder, mediaFolder)), ...(await cost(folder, mediaFolder))]
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

async function detection(folder: string, mediaFolder: string | undefined): Promise<Figure[]> {
  const delays: number[] = []
  let [labelled, found, wrong, seconds] = [0, 0, 0, 0]
  const real = mediaFolder === undefined ? [] : await realFootage(mediaFolder)
  for (let number = 0; number < PROGRAMMES; number++) {
    const made = [await troubled(folder, number), await clean(folder, number)]
    for (const programme of [...made, ...(number === 0 ? real : [])]) {
      const told = await carried(folder, programme)
      const expected = programme.labels.map((label) => {
        const at = told.find(({ kind, at }) => kind === label.kind && isWithin(label, at))?.at
        return at === undefined ? null : at - label.from - AFTER[label.kind]
      })
      labelled += expected.length
      const late = expected.filter((delay) => delay !== null)
      found += late.length
      delays.push(...late)
      wrong += told.length - late.length
      seconds += programme.seconds
    }
    for (const { file } of made) await rm(file, { force: true })
  }
  const days = seconds / 86_400
  return [
    {
      what: 'conditions found',
      value: found / labelled,
      unit: '',
      bar: { atLeast: 0.98 },
      note: `${found} of ${labelled}`,
    },
    {
      what: 'false alarms',
      value: wrong / days,
      unit: '/channel-day',
      bar: { atMost: 1 },
      note: `${wrong} in ${Math.round(seconds)} s`,
    },
    {
      what: 'told after its duration, at most',
      value: percentile(delays, 1),
      unit: 's',
      bar: { atMost: 2 },
    },
  ]
}

function isWithin({ from, seconds }: Labelled, at: number): boolean {
  return at >= from && at <= from + seconds + 2
}

/** What is told of a programme, and at which second of it. */
async function carried(
  folder: string,
  { file }: Programme,
): Promise<{ kind: string; at: number }[]> {
  const [server, socket] = [await serveFile(file), await createProgressSocket({ port: 0 })]
  const sight = contentOf(undefined).content
  let memory = freshContent(SOURCE, NO_PROFILE, 0)
  const clocks = { picture: 0, loudness: 0 }
  const told: { kind: string; at: number }[] = []
  const take = (sample: ContentSample) => {
    if (sample.kind !== 'picture' && sample.kind !== 'loudness') return
    clocks[sample.kind] += sample.seconds
    const step = stepContent(memory, [sample], SETTINGS, 0)
    memory = step.content
    for (const { kind, condition } of step.turns) {
      if (kind === 'raised') told.push({ kind: condition, at: clocks[sample.kind] })
    }
  }
  socket.onWord((_address, word) => {
    if (word.kind === 'picture') takePicture(sight, word.pixels)
    if (word.kind === 'loudness') takeLoudness(sight, word.loudness)
    for (const sample of sight.samples.splice(0)) take(sample)
  })
  const facts = factsOf(320, 180, 25)
  await execa('ffmpeg', planned(server.url, folder, progressUrl(socket.port, '127.9.9.4'), facts))
  await Promise.all([server.close(), socket.close()])
  return told
}

async function cost(folder: string, mediaFolder: string | undefined): Promise<Figure[]> {
  const { file, seconds, facts } = await clipOf720(folder, mediaFolder)
  const server = await serveFile(file)
  const all = planned(server.url, folder, 'udp://127.0.0.1:9', facts)
  const none = withoutReports(all)
  const uses: { all: number; none: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    uses.push({ none: (await cpuOf(none)) / seconds, all: (await cpuOf(all)) / seconds })
  }
  await server.close()
  const least = (form: 'all' | 'none') => Math.min(...uses.map((use) => use[form]))
  const added = least('all') - least('none')
  return [
    { what: 'added to a 720p channel', value: added, unit: 'cores', bar: { atMost: 0.005 } },
    { what: '720p channel with all', value: least('all'), unit: 'cores' },
    { what: '720p channel without', value: least('none'), unit: 'cores' },
    { what: 'with all / without', value: least('all') / least('none'), unit: 'x' },
  ]
}

async function clipOf720(folder: string, mediaFolder: string | undefined) {
  if (mediaFolder === undefined) {
    return { ...(await plain(folder)), facts: factsOf(1280, 720, 25) }
  }
  const clip = await footage(mediaFolder, 720, folder)
  return { ...clip, facts: factsOf(clip.width, clip.height, clip.framesPerSecond) }
}

/** The command without what watches: the thumbnail alone stays. */
function withoutReports(args: readonly string[]): string[] {
  const kept = args.slice(0, args.indexOf('[look]') - 1)
  return kept.map((arg) => {
    return arg
      .replace('[small]split[still][seen];[still]', '[small]')
      .replace(/;\[seen\]fps=2.*$/, '')
  })
}

/** User and system seconds of a run to its end, as FFmpeg says them. */
async function cpuOf(args: readonly string[]): Promise<number> {
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...args])
  const said = /utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr)
  return Number(said?.[1]) + Number(said?.[2])
}

function planned(url: string, folder: string, to: string, facts: SourceFacts): string[] {
  const spec = ChannelSpec.parse({
    ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Bench', slug: 'bench', on: true },
    ...{ restartGeneration: 0, sources: [{ id: SOURCE, url }], logo: null },
    output: {
      ...{ mode: 'transcode', presetId: 'broadcast', encoding: BROADCAST_PRESET },
      ...{ renditions: [{ name: 'main', height: null }], audio: {} },
    },
  })
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has a source.')
  const known = { spec, source, facts, capabilities: { filters: ['zscale'] }, runDir: folder }
  return planFfmpeg({ ...known, progressUrl: to, logo: null, threadStep: 0 }).args
}

function factsOf(width: number, height: number, framesPerSecond: number): SourceFacts {
  return {
    container: 'mpegts',
    video: {
      ...{ codec: 'h264', width, height, framesPerSecond },
      ...{ interlaced: false, pixelFormat: 'yuv420p' },
    },
    audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
    bitrateKbps: null,
  }
}
