import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../domain/slate-clip.ts'
import { encodeSlate } from './encode-slate.ts'
import { readRenditions } from './read-renditions.ts'

const PATH = process.env.PATH
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slate-'))
  chmodSync(folder, 0o755)
})
afterEach(() => {
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

/** Writes beside the clip what it was asked for. */
const WITHOUT_HEVC = `#!/bin/bash
last="\${@: -1}"
if [[ " $* " == *" libx265 "* ]]; then
  echo hevc >> "\${last%/*}/asked"
  echo "Unknown encoder 'libx265'" >&2
  exit 1
fi
echo h264 >> "\${last%/*}/asked"
exec /usr/bin/ffmpeg "$@"
`

test('an FFmpeg without HEVC is asked for it once, then makes the slate of H.264', async () => {
  writeFileSync(join(folder, 'ffmpeg'), WITHOUT_HEVC, { mode: 0o755 })
  process.env.PATH = `${folder}:${PATH}`
  const profile = { ...DEFAULT_PROFILE, width: 160, height: 90, hevc: 'main' as const }
  const spec = { title: 'News', language: 'en' as const, picture: null, segmentSeconds: 1 }
  const clip = await encodeSlate(
    { ...spec, renditions: [{ name: null, profile }] },
    join(folder, 'clip'),
  )
  expect(clip.segments).toHaveLength(10)
  expect(
    readFileSync(join(folder, 'clip', 'asked'), 'utf8')
      .trim()
      .split('\n'),
  ).toEqual(['hevc', 'h264'])
}, 60_000)

test.each([
  ['mp2', 2],
  ['ac3', 6],
  ['eac3', 2],
])(
  'a slate of a channel that copies %s is heard in that',
  async (codec, channels) => {
    const live = join(folder, 'live.ts')
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=s=160x90:r=25:d=1', '-f', 'lavfi'],
      ...[
        '-i',
        'sine=r=48000:d=1',
        '-c:v',
        'libx264',
        '-c:a',
        codec,
        '-ac',
        String(channels),
        live,
      ],
    ])
    const renditions = await readRenditions([{ rendition: null, path: live }], 0)
    const spec = { title: 'News', language: 'en' as const, picture: null, segmentSeconds: 1 }
    const { segments } = await encodeSlate({ ...spec, renditions }, join(folder, 'clip'))
    expect(segments).toHaveLength(10)
    const question = '-v error -select_streams a -of csv=p=0 -show_entries'.split(' ')
    const told = (file: string) =>
      execFileSync('ffprobe', [...question, 'stream=codec_name,sample_rate,channels', file], {
        encoding: 'utf8',
      })
        .trim()
        .split('\n')[0]
    expect(told(join(folder, 'clip', segments[9]?.file ?? ''))).toBe(told(live))
    expect(told(live)).toBe(`${codec},48000,${channels}`)
  },
  60_000,
)

test('segments of a slate end together where its renditions have several rates', async () => {
  const profile = { ...DEFAULT_PROFILE, width: 160, height: 90, audio: null }
  const renditions = [
    { name: 'all', profile: { ...profile, frameRate: '50/1' } },
    { name: 'half', profile: { ...profile, frameRate: '25/1' } },
  ]
  const spec = { title: 'News', language: 'en' as const, picture: null, segmentSeconds: 1.5 }
  const clip = join(folder, 'clip')
  await encodeSlate({ ...spec, renditions }, clip)
  const lengths = (name: string) =>
    readFileSync(join(clip, name, 'index.m3u8'), 'utf8').match(/#EXTINF:[\d.]+/g)
  expect(lengths('all')).toHaveLength(10)
  expect(lengths('half')).toEqual(lengths('all'))
}, 60_000)
