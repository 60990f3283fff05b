import { ContentSettings, type SourceId } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshContent, NO_PROFILE } from '../domain/content/content-memory.ts'
import type { ContentSample } from '../domain/content/content-sample.ts'
import { isBetter } from '../domain/content/is-better.ts'
import { samplesOf } from '../domain/content/samples-of.ts'
import { stepContent } from '../domain/content/step-content.ts'
import { contentOf, takeLoudness, takePicture } from '../runs/content-sight.ts'
import { createProgressSocket, progressUrl } from './progress-socket.ts'
import { sampleSegments } from './sample-segments.ts'
import { sampleSource } from './sample-source.ts'
import { type AirLab, logoSpec, startAirLab } from './test/air-lab.ts'

const SOURCE = '00000000-0000-4000-9000-000000000001' as SourceId
const MOVING = 'testsrc2=s=320x180:r=25'
const NOISE = 'anoisesrc=a=0.1:r=48000'
const ENCODED = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p'],
  ...['-c:a', 'aac', '-ar', '48000', '-ac', '2', '-muxdelay', '0', '-f', 'mpegts'],
]

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
  await Promise.all([
    clip('well.ts', MOVING, NOISE, 5),
    clip('black.ts', 'color=black:s=320x180:r=25', NOISE, 8),
    clip('frozen.ts', `${MOVING},trim=end_frame=1,loop=-1:1`, NOISE, 13),
    clip('silent.ts', MOVING, 'anullsrc=r=48000', 13),
    clip('clipped.ts', MOVING, 'anoisesrc=a=1:r=48000', 7),
  ])
  const parts = ['well.ts', 'black.ts', 'well.ts', 'frozen.ts', 'well.ts', 'silent.ts', 'well.ts']
  await lab.join([...parts, 'clipped.ts', 'well.ts', 'well.ts'], 'programme.ts')
})
afterAll(() => lab.close())

describe.concurrent('of a run', () => {
  it('black, freeze, silence and clipping are each told once they have lasted, and once when over', async () => {
    const settings = ContentSettings.parse({ clipping: { action: 'alarm', seconds: 4 } })
    const samples = await carried(lab.url('programme.ts'))
    let content = freshContent(SOURCE, NO_PROFILE, 0)
    const told = samples.flatMap((sample) => {
      const step = stepContent(content, [sample], settings, 0)
      content = step.content
      return step.turns.map(({ kind, condition }) => `${condition} ${kind}`)
    })
    const kinds = ['black', 'freeze', 'silence', 'clipping']
    expect(told).toEqual(kinds.flatMap((kind) => [`${kind} raised`, `${kind} cleared`]))
    expect(content.loudness?.integratedLufs).toBeLessThan(0)
  })
})

it('audio of one channel, and of six, is judged as it is and not as it is mixed to two', async () => {
  const measured = async (layout: string, file: string) => {
    const encoded = ENCODED.toSpliced(ENCODED.indexOf('-ac'), 2)
    const heard = ['-f', 'lavfi', '-i', 'aevalsrc=sin(2*PI*500*t):s=48000']
    const channels = layout === 'mono' ? [0] : [0, 1, 2, 3, 4, 5]
    const pan = `pan=${layout}|${channels.map((channel) => `c${channel}=c0`).join('|')}`
    const inputs = ['-f', 'lavfi', '-i', MOVING, ...heard, '-af', pan]
    await lab.ffmpeg([...inputs, '-t', '4', ...encoded, file])
    const samples = await carried(lab.url(file))
    return samples.flatMap((one) => (one.kind === 'loudness' ? [one.loudness.peakDb ?? -70] : []))
  }
  for (const [layout, file] of [
    ['mono', 'mono.ts'],
    ['5.1', 'surround.ts'],
  ] as const) {
    expect(Math.min(...(await measured(layout, file)).slice(1)), layout).toBeGreaterThan(-0.5)
  }
})

it('a keyframe and the audio of a segment tell how a copy is', async () => {
  const files = (...names: string[]) => names.map((name) => `${lab.folder}/${name}`)
  const [well, black, silent] = await sampleSegments(files('well.ts', 'black.ts', 'silent.ts'))
  const shown = (piece: typeof well) => {
    const [picture] = piece ? samplesOf(piece) : []
    return picture?.kind === 'picture' && picture.picture.isBlack
  }
  expect([well, black].map((piece) => shown(piece ?? null))).toEqual([false, true])
  expect(well?.readings.at(-1)?.momentaryLufs).toBeLessThan(0)
  expect(silent?.readings.at(-1)?.momentaryLufs).toBeNull()
  // One that was deleted meanwhile takes nothing from those beside it.
  const beside = await sampleSegments(files('well.ts', 'missing.ts', 'black.ts'))
  expect(beside).toEqual([well, null, black])
})

it('of many keyframes in one segment, those beside it lose nothing', async () => {
  const [many, beside] = [`${lab.folder}/many.ts`, `${lab.folder}/well.ts`]
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=300', '-f', 'lavfi', '-i', NOISE]
  await lab.ffmpeg([...inputs, '-t', '3', ...ENCODED.with(ENCODED.indexOf('50'), '1'), 'many.ts'])
  const [alone] = await sampleSegments([beside])
  const [before, of, after] = await sampleSegments([beside, many, beside])
  expect([before, after]).toEqual([alone, alone])
  expect([of?.pictures.length, of?.readings.length]).toEqual([1, alone?.readings.length])
})

it('a segment without audio, or without video, is not given that of one beside it', async () => {
  const inputs = ['-f', 'lavfi', '-i', MOVING, '-f', 'lavfi', '-i', NOISE, '-t', '3', ...ENCODED]
  await lab.ffmpeg([...inputs, '-an', 'unheard.ts'])
  await lab.ffmpeg([...inputs, '-vn', 'unseen.ts'])
  const files = ['well.ts', 'unheard.ts', 'unseen.ts'].map((name) => `${lab.folder}/${name}`)
  const pieces = await sampleSegments(files)
  expect(pieces.map((piece) => piece?.pictures.length)).toEqual([1, 1, 0])
  expect(pieces.map((piece) => (piece?.readings.length ?? 0) > 0)).toEqual([true, false, true])
})

it('another source is better only where it does not have the same', async () => {
  const better = async (file: string) => {
    const piece = await sampleSource({ id: SOURCE, url: lab.url(file) }, ['127.0.0.0/8'], null)
    return isBetter(piece === null ? [] : samplesOf(piece), ['black', 'silence'])
  }
  const files = ['well.ts', 'black.ts', 'silent.ts', 'missing.ts']
  expect(await Promise.all(files.map(better))).toEqual([true, false, false, false])
})

function clip(name: string, video: string, audio: string, seconds: number): Promise<void> {
  const inputs = ['-f', 'lavfi', '-i', video, '-f', 'lavfi', '-i', audio]
  return lab.ffmpeg([...inputs, '-t', String(seconds), ...ENCODED, name])
}

/** All that a run of the planned command tells of a source. */
async function carried(url: string): Promise<readonly ContentSample[]> {
  const spec = logoSpec()
  const socket = await createProgressSocket({ port: 0 })
  const { content } = contentOf(spec)
  const samples: ContentSample[] = []
  socket.onWord((_address, word) => {
    if (word.kind === 'picture') takePicture(content, word.pixels)
    if (word.kind === 'loudness') takeLoudness(content, word.loudness)
    samples.push(...content.samples.splice(0))
  })
  await lab.carry(url, { spec, plan: { progressUrl: progressUrl(socket.port, '127.9.9.3') } })
  await socket.close()
  return samples
}
