import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContentSettings } from '@cashbacktv/contract'
import { execa } from 'execa'
import { freshContent, NO_PROFILE } from '../../agent/src/domain/content/content-memory.ts'
import type { ContentSample } from '../../agent/src/domain/content/content-sample.ts'
import { stepContent } from '../../agent/src/domain/content/step-content.ts'
import { createProgressSocket, progressUrl } from '../../agent/src/ffmpeg/progress-socket.ts'
import { contentOf, takeLoudness, takePicture } from '../../agent/src/runs/content-sight.ts'
import { clean, type Programme, realFootage, troubled } from './content-clips.ts'
import { cost } from './content-cost.ts'
import { carriedPaced } from './content-paced.ts'
import { cleanSignal, troubledShape, troubledSignal } from './content-parts.ts'
import { factsOf, planned, SOURCE, type Told } from './content-run.ts'
import { type Judged, verdict } from './content-verdict.ts'
import type { Figure, Measurement } from './figure.ts'
import { serveFile } from './presets-server.ts'

const PICTURES = ContentSettings.parse({ stillCard: { action: 'alarm', seconds: 20 } })
/** The usual durations; that of loudness is a minute, of which a few are as good as many. */
const LOUDNESS_SECONDS = 15
const SIGNALS = ContentSettings.parse({
  changed: { action: 'alarm' },
  lowBitrate: { action: 'alarm' },
  clipping: { action: 'alarm' },
  loudness: { action: 'alarm', seconds: LOUDNESS_SECONDS },
})
const AFTER = {
  black: 5,
  freeze: 10,
  silence: 10,
  stillCard: 20,
  noAudio: 5,
  changed: 5,
  lowBitrate: 15,
  loudness: LOUDNESS_SECONDS,
  clipping: 15,
}
const PROGRAMMES = 13
/** Each takes as long as it is: so many at a time leave two cores with time to spare. */
const AT_ONCE = 17

/** Real footage, where BENCH_MEDIA names a folder of it, is carried as programme that is clean. */
export function content(mediaFolder: string | undefined): Measurement {
  return {
    name: 'content',
    about: 'what each detector finds on labelled clips through the real graph, and what that costs',
    async measure() {
      const folder = await mkdtemp(join(tmpdir(), 'content-'))
      try {
        return [
          ...(await pictures(folder, mediaFolder)),
          ...(await signals(folder)),
          ...(await cost(folder, mediaFolder)),
        ]
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

/** What pictures and levels show: each says by itself for how long it stands, at whatever speed. */
async function pictures(folder: string, mediaFolder: string | undefined): Promise<Figure[]> {
  const judged: Judged[] = []
  const real = mediaFolder === undefined ? [] : await realFootage(mediaFolder)
  for (let number = 0; number < PROGRAMMES; number++) {
    const made = [await troubled(folder, number), await clean(folder, number)]
    for (const programme of [...made, ...(number === 0 ? real : [])]) {
      judged.push({ programme, told: await carried(folder, programme) })
    }
    for (const { file } of made) await rm(file, { force: true })
  }
  return verdict(judged, AFTER)
}

/** What packets and shapes show, as fast as it is shown. */
async function signals(folder: string): Promise<Figure[]> {
  const programmes: Programme[] = []
  for (let number = 0; number < PROGRAMMES; number++) {
    programmes.push(await troubledSignal(folder, number), await troubledShape(folder, number))
    if (number % 2 === 0) programmes.push(await cleanSignal(folder, number))
  }
  // The longest first: those of a batch wait for each other.
  programmes.sort((one, other) => other.seconds - one.seconds)
  const judged: Judged[] = []
  for (let from = 0; from < programmes.length; from += AT_ONCE) {
    const some = programmes.slice(from, from + AT_ONCE)
    const told = await Promise.all(some.map((one) => carriedPaced(folder, one, SIGNALS)))
    judged.push(...some.map((programme, at) => ({ programme, told: told[at] ?? [] })))
  }
  return verdict(judged, AFTER)
}

/** What is told of a programme, and at which second of it. */
async function carried(folder: string, { file }: Programme): Promise<Told[]> {
  const [server, socket] = [await serveFile(file), await createProgressSocket({ port: 0 })]
  const sight = contentOf(undefined).content
  let memory = freshContent(SOURCE, NO_PROFILE, 0)
  const clocks = { picture: 0, loudness: 0 }
  const told: Told[] = []
  const take = (sample: ContentSample) => {
    if (sample.kind !== 'picture' && sample.kind !== 'loudness') return
    clocks[sample.kind] += sample.seconds
    const step = stepContent(memory, [sample], PICTURES, 0)
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
