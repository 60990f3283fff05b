import { messageOf, type SourceFacts, tell } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { ProbeResult } from './probe-result.tsx'

const VIDEO = {
  width: 720,
  height: 576,
  profile: null,
  pixelFormat: 'yuv420p',
  interlaced: false,
  framesPerSecond: 25,
  level: null,
}
const audioOf = (codec: string) => ({ codec, profile: null, channels: 2, sampleRate: 48_000 })
const facts = (container: string, video: string, audio: string): SourceFacts => ({
  container,
  bitrateKbps: null,
  audio: audioOf(audio),
  video: { ...VIDEO, codec: video },
})
const said = (found: SourceFacts, tookMs: number) =>
  render(
    <ProbeResult
      number={1}
      output={{ mode: 'transcode' }}
      probe={{ kind: 'found', found: { facts: found, frame: null, tookMs } }}
    />,
  )

test('what was opened is told with how long it took, its parts as people write them', async () => {
  const markup = await said(facts('mpegts', 'mpeg2video', 'aac'), 1240)
  expect(markup).toContain('Yayın 1,2 sn içinde alındı')
  for (const name of ['MPEG-2, 720 × 576', 'AAC, 48 kHz', 'MPEG-TS']) {
    expect(markup).toContain(name)
  }
})

test('what is on air was not opened, and is said to be on air', async () => {
  const markup = await said(facts('mpegts', 'h264', 'aac'), 0)
  expect(markup).toContain('Şu anda yayında')
  expect(markup).not.toContain('0,0 sn')
})

test('a test card is called one', async () => {
  const markup = await said(facts('lavfi', 'rawvideo', 'pcm_s16le'), 300)
  expect(markup).toContain('test kartı')
  expect(markup).not.toMatch(/lavfi|RAWVIDEO|PCM_S16LE/i)
})

const failed = (failure: unknown, language: 'tr' | 'en') =>
  render(
    <ProbeResult
      number={1}
      output={{ mode: 'transcode' }}
      probe={{ kind: 'failed', problem: failure === null ? null : toApiProblem(failure) }}
    />,
    { language },
  )

test('why nothing was found is said in the language of the page, whatever the API speaks', async () => {
  const { code, params, message } = tell(messageOf('connection-refused'))
  const detail = { path: 'url', code, params, message }
  const said = { code: 'probe_failed', messageCode: code, params, message }
  for (const details of [[detail], []]) {
    const failure = { data: { error: { ...said, details } } }
    const markup = await failed(failure, 'tr')
    expect(markup).toContain('Kaynağın adresinde yanıt veren yok.')
    expect(markup).not.toContain(message)
    expect(await failed(failure, 'en')).toContain(message)
  }
})

test('what went wrong on the way, and an empty address, are said in it too', async () => {
  const away = await failed(new Error('fetch failed'), 'tr')
  expect(away).not.toContain('fetch failed')
  expect(await failed(null, 'tr')).not.toBe(away)
  expect(await failed(null, 'tr')).not.toBe(await failed(null, 'en'))
})
