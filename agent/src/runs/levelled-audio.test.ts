import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioSettings, type ChannelSpec } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UNLEVELLED } from '../domain/levelling/step-levelling.ts'
import { transcodeSpec } from '../ffmpeg/test/specs.ts'
import { writeLevel } from '../files/level-file.ts'
import { gainsOf, levelledAudio } from './levelled-audio.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'level-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HELD = { gainDb: -3, energy: 0.01, seconds: 30 }

test.each(['eng', 'constructor'])(
  'audio goes on from where it stands, and begins as it comes where nothing is known of it: %s',
  (name) => {
    const file = join(folder, 'level.json')
    const audio = AudioSettings.parse({
      mode: 'auto',
      bitrateKbps: 128,
      targetLufs: -23,
      renditions: [{ name, track: { pid: 257 } }],
    })
    const spec: ChannelSpec = transcodeSpec()
    const levelled = () =>
      levelledAudio({ ...spec, output: { ...spec.output, audio } }, folder, file)
    expect(levelled()?.further.get(name)?.levelling).toEqual(UNLEVELLED)
    writeLevel(file, { ...HELD, further: { [name]: HELD } })
    const read = levelled()
    expect(read?.further.get(name)?.levelling).toEqual(HELD)
    expect(read && gainsOf(read)).toEqual({
      gainDb: -3,
      furtherGainsDb: new Map([[name, -3]]),
    })
  },
)
