import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../domain/slate-clip.ts'
import { encodeSlate } from './encode-slate.ts'

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
