import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ALWAYS } from '../domain/dvr/pins.ts'
import { followRecordings } from './follow-recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'followed-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('while not all that is recorded is known, nothing may be given up, after a restart of the machine neither', () => {
  const [media, dvr] = [join(folder, 'media'), join(folder, 'media/_dvr')]
  const silent = () => undefined
  const log = { debug: silent, info: silent, warn: silent, error: silent }
  const follow = (mediaDir: string) => followRecordings(mediaDir, dvr, log)
  const tell = (word: object) => {
    const whole = { channels: [], recordings: [], ...word }
    writeFileSync(join(media, 'recordings.json'), JSON.stringify(whole))
  }
  mkdirSync(media)
  const followed = follow(media)
  tell({ isPartial: true })
  followed.look()
  const anew = follow(join(folder, 'empty'))
  for (const one of [followed, anew]) {
    expect([one.isUnknown(), one.spansOf('any')]).toEqual([true, [ALWAYS]])
  }
  tell({ channels: [] })
  followed.look()
  expect([followed.isUnknown(), followed.spansOf('any')]).toEqual([false, []])
  expect(follow(join(folder, 'empty')).isUnknown()).toBe(false)
})
