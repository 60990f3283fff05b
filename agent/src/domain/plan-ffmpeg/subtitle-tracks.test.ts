import { type SourceFacts, type SubtitleFacts, SubtitleSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { teletextPages } from '../source-facts/subtitle-facts.ts'
import { fingerprint } from './fingerprint.ts'
import { ladderOf } from './ladder.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'
import { lackingSubtitles, ladderSubtitles, unreadSubtitles } from './subtitle-tracks.ts'

const page = (number: number, language: string, isForHearingImpaired = false) => ({
  page: number,
  language,
  isForHearingImpaired,
})
const track = (streamId: number, change: Partial<SubtitleFacts> = {}): SubtitleFacts => ({
  kind: 'teletext',
  streamIndex: streamId - 0x100,
  streamId,
  programs: [1],
  ...change,
})
const TRACKS = [
  track(0x102, { kind: 'bitmap', language: 'fra' }),
  track(0x103, {
    language: 'tur,tur,deu',
    pages: [page(889, 'tur', true), page(888, 'tur'), page(777, 'deu')],
  }),
  track(0x104, { language: 'nor' }),
  track(0x105, { programs: [2], language: 'eng', pages: [page(888, 'eng')] }),
]
const FACTS: SourceFacts = {
  container: 'mpegts',
  bitrateKbps: null,
  program: 1,
  programs: [],
  audio: null,
  video: {
    codec: 'h264',
    width: 640,
    height: 360,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
    streamId: 0x100,
    programs: [1],
  },
  subtitleTracks: TRACKS,
}

const wanted = (...tracks: object[]) =>
  SubtitleSettings.parse(tracks.map((one, at) => ({ name: `s${at}`, track: one })))
const outputOf = (...tracks: object[]) => ({
  mode: 'copy' as const,
  subtitles: wanted(...tracks),
})
const found = (wish: object) =>
  ladderSubtitles(outputOf(wish), FACTS).map(({ file, page: of, language }) => [file, of, language])

test('subtitles are found by their page, their language or their PID, in the programme that is taken', () => {
  expect(found({})).toEqual([[0, 888, 'tur']])
  expect(found({ language: 'tr' })).toEqual([[0, 888, 'tr']])
  expect(found({ language: 'de' })).toEqual([[0, 777, 'de']])
  expect(found({ page: 889 })).toEqual([[0, 889, 'tur']])
  // Nobody announces it; it may come all the same.
  expect(found({ page: 801 })).toEqual([[0, 801, null]])
  expect(found({ pid: 0x104 })).toEqual([[0, null, null]])
  expect(found({ language: 'no' })).toEqual([[0, null, 'no']])
})

test('what a source lacks is said, and that is pictures of text that nobody can read too', () => {
  const output = outputOf({ language: 'eng' }, { pid: 0x102 }, { pid: 0x103 }, { pid: 0x105 })
  expect(lackingSubtitles(output, FACTS)).toEqual(['s0', 's1', 's3'])
  expect(found({ language: 'eng' })).toEqual([[null, null, 'eng']])
})

const BITMAP = track(0x106, { kind: 'bitmap', format: 'dvb', language: 'fra,tur' })
const WITH_BITMAP = { ...FACTS, subtitleTracks: [...TRACKS, BITMAP] }

test('pictures of text are taken where no teletext is meant, and named as such', () => {
  const of = (wish: object) => ladderSubtitles(outputOf(wish), WITH_BITMAP)[0]
  const bitmap = { name: 'subs-s0', file: 0, page: null, kind: 'bitmap' }
  expect(of({ language: 'fr' })).toEqual({ ...bitmap, language: 'fr' })
  expect(of({ pid: 0x106 })).toEqual({ ...bitmap, language: 'fra' })
  expect(of({ language: 'tur' })).toMatchObject({ page: 888 })
  expect(of({ pid: 0x106, page: 888 })).toMatchObject({ file: null })
  const alone = { ...FACTS, subtitleTracks: [BITMAP] }
  // Its second service would be read as what the first one says.
  expect(lackingSubtitles(outputOf({ language: 'tur' }), alone)).toEqual(['s0'])
  expect(ladderSubtitles(outputOf({}), alone)).toEqual([{ ...bitmap, language: 'fra' }])
})

test('pictures of text whose letters a host cannot read are told apart from what is lacking', () => {
  const output = outputOf({ language: 'fra' }, { page: 888 })
  expect(lackingSubtitles(output, WITH_BITMAP)).toEqual([])
  expect(unreadSubtitles(output, WITH_BITMAP, { readable: [] })).toEqual(['s0'])
  expect(unreadSubtitles(output, WITH_BITMAP, {})).toEqual(['s0'])
  expect(unreadSubtitles(output, WITH_BITMAP, { readable: ['eng'] })).toEqual([])
  expect(unreadSubtitles(output, WITH_BITMAP, null)).toEqual([])
})

test('each track is written once, beside a picture whose clock is that of the source', () => {
  const subtitles = wanted({ page: 888 }, { page: 777 }, { pid: 0x104 })
  const spec = copySpec()
  const plan = (of: typeof subtitles, plainly = false, facts = FACTS) =>
    planFfmpeg({
      spec: { ...spec, output: { ...spec.output, subtitles: of } },
      source: { id: 'x' as never, url: 'udp://239.0.0.1:5000' },
      facts,
      logo: null,
      capabilities: null,
      runDir: '/run',
      progressUrl: 'udp://127.0.0.1:9',
      threadStep: 0,
      plainly,
    }).args.join(' ')
  const line = plan(subtitles)
  expect(line).toContain('-fix_teletext_pts 0')
  expect(line).toContain('-hls_ts_options avoid_negative_ts=disabled')
  expect(line).toMatch(
    /-map 0:i:0x103 -codec copy -flush_packets 1 -avoid_negative_ts disabled -f mpegts \/run\/teletext-0.ts -map 0:i:0x104 .* \/run\/teletext-1.ts/,
  )
  const pictures = plan(wanted({ pid: 0x106 }), false, WITH_BITMAP)
  expect(pictures).toMatch(/-map 0:i:0x106 -codec copy .* \/run\/bitmap-0.ts/)
  expect(pictures).toContain('-hls_ts_options avoid_negative_ts=disabled')
  expect(pictures).not.toContain('teletext')
  expect(plan([])).not.toContain('teletext')
  expect(plan(subtitles, true)).not.toContain('teletext')
})

test('a channel with subtitles is a ladder, whatever its source has', () => {
  const spec = transcodeSpec()
  const output = { ...spec.output, subtitles: wanted({ page: 888 }, { language: 'eng' }) }
  expect(ladderOf({ ...spec, output }, FACTS)).toEqual({
    renditions: ['main'],
    hasAudio: true,
    subtitles: [
      { name: 'subs-s0', file: 0, page: 888, language: 'tur' },
      { name: 'subs-s1', file: null, page: null, language: 'eng' },
    ],
  })
  expect(ladderOf({ ...spec, output }, null)?.subtitles?.[0]?.file).toBeNull()
})

test('what players are told of subtitles changes nothing of what FFmpeg does', () => {
  const spec = copySpec()
  const source = { id: 'x' as never, url: 'udp://239.0.0.1:5000' }
  const print = (subtitles: unknown[]) => {
    const output = { ...spec.output, subtitles: SubtitleSettings.parse(subtitles) }
    return fingerprint({ ...spec, output }, source)
  }
  const one = { name: 'tur', track: { page: 888 } }
  expect(print([])).toBe(fingerprint(spec, source))
  expect(print([one])).not.toBe(print([]))
  expect(print([{ ...one, label: 'Türkçe', language: 'tr' }])).toBe(print([one]))
})

test('pages are read of the descriptor of teletext', () => {
  const described = Buffer.from([0x08, 0x00, 0x10, 0x88, 0x2f, 0x77, 0x10, 0xfa])
  expect(teletextPages(described, 'tur,tur,deu')).toEqual([
    page(888, 'tur'),
    page(777, 'deu', true),
  ])
})
