import { type AudioFacts, AudioSettings, ChannelSpec, type SourceFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { audioLoad } from './audio-load.ts'
import { fingerprint } from './fingerprint.ts'
import { furtherAudio, lackingAudio } from './further-audio.ts'
import { ladderOf } from './ladder.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'

const track = (index: number, change: Partial<AudioFacts> = {}): AudioFacts => ({
  codec: 'mp2',
  profile: null,
  channels: 2,
  sampleRate: 48_000,
  programs: [1],
  index,
  streamId: 0x101 + index,
  ...change,
})
const AAC = { codec: 'aac', profile: 'LC' }
const TRACKS = [
  track(0, { language: 'tur' }),
  track(1, { language: 'eng', ...AAC }),
  track(2, { language: 'eng', kind: 'description' }),
]

function factsWith(audioTracks: readonly AudioFacts[], program = 1): SourceFacts {
  const video = {
    codec: 'h264',
    width: 640,
    height: 360,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
    streamId: 0x100,
    programs: [1],
  }
  return {
    container: 'mpegts',
    bitrateKbps: null,
    program,
    programs: [],
    video,
    audio: audioTracks[0] ?? null,
    audioTracks: [...audioTracks],
  }
}

const wanted = (...tracks: object[]) =>
  AudioSettings.parse({ renditions: tracks.map((one, at) => ({ name: `a${at}`, track: one })) })
const found = (settings: AudioSettings, facts: SourceFacts | null) =>
  furtherAudio(settings, facts).map(({ name, track: { streamId } }) => [name, streamId])

test('further audio is found by its language, its kind or its PID', () => {
  const facts = factsWith(TRACKS)
  expect(found(wanted({ language: 'en' }), facts)).toEqual([['a0', 0x102]])
  expect(found(wanted({ kind: 'description' }), facts)).toEqual([['a0', 0x103]])
  expect(found(wanted({ language: 'eng', kind: 'description' }), facts)).toEqual([['a0', 0x103]])
  expect(found(wanted({ pid: 0x102 }, { pid: 0x103 }), facts)).toEqual([
    ['a0', 0x102],
    ['a1', 0x103],
  ])
})

test('what a source lacks, or has as its main audio, is not put out twice', () => {
  const facts = factsWith(TRACKS)
  expect(found(wanted({ language: 'deu' }, { language: 'eng' }), facts)).toEqual([['a1', 0x102]])
  const lacking = (settings: AudioSettings) =>
    lackingAudio({ mode: 'copy', audio: settings }, facts)
  expect(lacking(wanted({ language: 'deu' }, { language: 'eng' }))).toEqual(['a0'])
  expect(found(wanted({ language: 'tur' }), facts)).toEqual([])
  expect(lacking(wanted({ language: 'tur' }))).toEqual([])
  expect(found(wanted({ language: 'eng' }), null)).toEqual([])
  expect(found({ ...wanted({ language: 'eng' }), mode: 'none' }, facts)).toEqual([])
})

test('audio of another programme is none of the channel', () => {
  const other = track(3, { language: 'deu', programs: [2] })
  expect(found(wanted({ language: 'deu' }), factsWith([...TRACKS, other]))).toEqual([])
})

test('what of it costs a host something is what is encoded, and is not known before a look at the source', () => {
  const audio = wanted({ language: 'eng' }, { kind: 'description' })
  const load = (facts: SourceFacts | null, change: object = {}) =>
    audioLoad({ mode: 'copy', audio: { ...audio, ...change } }, facts)
  // English is AAC, and copied.
  expect(load(factsWith(TRACKS))).toEqual({ encoded: 2, held: 0 })
  expect(load(factsWith(TRACKS), { targetLufs: -23 })).toEqual({ encoded: 3, held: 3 })
  expect(load(factsWith(TRACKS.slice(0, 1)))).toEqual({ encoded: 1, held: 0 })
  expect(load(factsWith([]))).toEqual({ encoded: 0, held: 0 })
  expect(load(factsWith(TRACKS), { mode: 'none' })).toEqual({ encoded: 0, held: 0 })
  expect(load(null)).toEqual({ encoded: 3, held: 0 })
  expect(audioLoad({ mode: 'copy' }, factsWith(TRACKS))).toEqual({ encoded: 0, held: 0 })
})

test('each audio is mapped by what it is, in its order, and treated by what it is made of', () => {
  const given = transcodeSpec()
  if (given.output.mode === 'copy') throw new Error('It is to encode.')
  const audio = wanted({ language: 'eng' }, { kind: 'description' })
  const spec = { ...given, output: { ...given.output, audio } }
  const facts = factsWith(TRACKS)
  const { args } = planFfmpeg({
    spec,
    source: { id: 'x' as never, url: 'http://example.com/a.ts' },
    facts,
    logo: null,
    capabilities: null,
    runDir: '/run',
    progressUrl: 'udp://127.0.0.1:9',
    threadStep: 0,
  })
  const line = args.join(' ')
  expect(line).toMatch(
    /-map 0:i:0x101\? -filter:a:0 \S+ -c:a:0 aac -b:a:0 128k -map 0:i:0x102\? -c:a:1 copy -map 0:i:0x103\? -filter:a:2 \S+ -c:a:2 aac -b:a:2 128k -ar 48000 -ac 2 /,
  )
  expect(line).toContain('/run/main/index.m3u8')
  const ladder = { renditions: ['main'], hasAudio: true, audio: ['audio-a0', 'audio-a1'] }
  expect(ladderOf(spec, facts)).toEqual(ladder)
  expect(ladderOf(spec, factsWith(TRACKS.slice(0, 1)))).toEqual({
    renditions: ['main'],
    hasAudio: true,
  })
})

test('a channel that is copied encodes what cannot stand in a playlist of its own, and nothing else', () => {
  const given = transcodeSpec()
  const output = { mode: 'copy' as const, audio: wanted({ language: 'eng' }) }
  const { args } = planFfmpeg({
    spec: { ...given, output },
    source: { id: 'x' as never, url: 'http://example.com/a.ts' },
    facts: factsWith(TRACKS),
    logo: null,
    capabilities: null,
    runDir: '/run',
    progressUrl: 'udp://127.0.0.1:9',
    threadStep: 0,
  })
  const line = args.join(' ')
  expect(line).toMatch(
    /-map 0:v:0 -c:v copy -map 0:i:0x101\? -filter:a:0 \S+ -c:a:0 aac .* -map 0:i:0x102\? -c:a:1 copy /,
  )
  expect(line).toContain('/run/main/index.m3u8')
  expect(ladderOf({ ...given, output }, null)).toEqual({ renditions: ['main'], hasAudio: true })
  expect(ladderOf({ ...given, output: { mode: 'copy' } }, factsWith(TRACKS))).toBeNull()
})

test('a name or a language that players are told changes nothing of what FFmpeg does', () => {
  const given = transcodeSpec()
  const source = { id: 'x' as never, url: 'http://example.com/a.ts' }
  const print = (audio: object) => {
    if (given.output.mode === 'copy') throw new Error('It is to encode.')
    const output = { ...given.output, audio: AudioSettings.parse(audio) }
    return fingerprint({ ...given, output }, source)
  }
  const one = { name: 'eng', track: { language: 'eng' } }
  expect(print({ language: 'tur' })).toBe(print({}))
  expect(print({ renditions: [one] })).not.toBe(print({}))
  expect(print({ renditions: [{ ...one, label: 'English' }] })).toBe(print({ renditions: [one] }))
})

test('audio that is offered alone has the channel made as a ladder, copied or not, and a ladder made as it is', () => {
  const given = transcodeSpec()
  if (given.output.mode === 'copy') throw new Error('It is to encode.')
  const source = { id: 'x' as never, url: 'http://example.com/a.ts' }
  const specOf = (output: object) => ChannelSpec.parse({ ...given, output })
  const own = (audio: object, change: object = {}) => specOf({ ...given.output, audio, ...change })
  const copy = (audio: object) => specOf({ mode: 'copy', audio })
  const print = (spec: ChannelSpec) => fingerprint(spec, source)
  const ladder = { renditions: ['main'], hasAudio: true }
  expect(ladderOf(own({}), null)).toBeNull()
  expect(ladderOf(own({ asVariant: true }), null)).toEqual(ladder)
  expect(ladderOf(copy({ asVariant: true }), null)).toEqual(ladder)
  expect(ladderOf(own({ asVariant: true, mode: 'none' }), null)).toBeNull()
  expect(print(own({ asVariant: true }))).not.toBe(print(own({})))
  expect(print(own({ asVariant: false }))).toBe(print(own({})))
  const sizes = {
    renditions: [
      { name: 'hd', height: 720 },
      { name: 'sd', height: 480 },
    ],
  }
  expect(print(own({ asVariant: true }, sizes))).toBe(print(own({}, sizes)))
  const commandOf = (spec: ChannelSpec, facts: SourceFacts) =>
    planFfmpeg({
      spec,
      source,
      facts,
      logo: null,
      capabilities: null,
      runDir: '/run',
      progressUrl: 'udp://127.0.0.1:9',
      threadStep: 0,
    }).args.join(' ')
  // One encoding of it, which the origin puts beside the picture.
  const encodedOnce = /-map 0:i:0x101\? -filter:a \S+ -c:a aac -b:a 128k -ar 48000 -ac 2 /
  for (const spec of [own({ asVariant: true }), copy({ asVariant: true })]) {
    expect(commandOf(spec, factsWith(TRACKS))).toMatch(encodedOnce)
    expect(commandOf(spec, factsWith(TRACKS))).toContain('/run/main/index.m3u8')
  }
  const aac = factsWith([track(0, AAC)])
  expect(commandOf(copy({ asVariant: true }), aac)).toMatch(/-map 0:a:0\? -c:a copy /)
})
