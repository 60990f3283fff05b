import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { type DvrSlot, HOUR_MS, hourOf } from '../domain/dvr/dvr-slot.ts'
import { NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import { readMedia } from '../playlists/read-media.ts'
import { openArchive } from './archive.ts'
import { writeIndex } from './hour-index.ts'
import { pastPlaylists } from './past-playlists.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const MINUTE_MS = 60_000
const SLATE = { from: NOON - 20 * MINUTE_MS, to: NOON + 20 * MINUTE_MS }

/** Six slots of ten minutes of the hour that begins then. */
function slotsOf(begin: number): DvrSlot[] {
  return Array.from({ length: 6 }, (_, place) => {
    const at = begin + place * 10 * MINUTE_MS
    const run =
      at >= SLATE.from && at < SLATE.to ? 'slate000-0123456789abcdef' : 'maaaaaa1-0123456789abcdef'
    return {
      path: `${hourOf(begin)}/${run}-${String(place).padStart(8, '0')}.ts`,
      durationSeconds: 600,
      discontinuity: false,
      discontinuityNumber: 0,
      programDateTime: new Date(at).toISOString(),
      number: (at - NOON + HOUR_MS) / (10 * MINUTE_MS),
    }
  })
}

test('a slate that began in the hour before the begin of a playlist has its own begin there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'past-slates-'))
  try {
    for (const begin of [NOON - HOUR_MS, NOON]) {
      mkdirSync(join(folder, hourOf(begin)))
      writeIndex(join(folder, hourOf(begin)), slotsOf(begin))
    }
    const log = { info: () => undefined, warn: () => undefined }
    const archive = openArchive({
      folder,
      runsFolder: folder,
      pinned: () => [],
      log,
      isFull: () => false,
    })
    const playlists = pastPlaylists(archive, readMedia(folder))
    for (const minutes of [-20, -10, 0, 10]) {
      const found = await playlists.of({
        name: 'index',
        format: 'mpeg-ts',
        query: '',
        cues: 'off',
        audio: NOTHING_SAID,
        channelId: ChannelId.parse('00000000-0000-4000-8000-000000000001'),
        live: null,
        seal: null,
        range: { from: NOON + minutes * MINUTE_MS, to: NOON + HOUR_MS, skips: false },
      })
      const text = typeof found === 'string' ? found : found.text
      expect(text).toContain(`ID="slate-${SLATE.from}"`)
      expect(text).toContain('DURATION=2400.000')
    }
    await archive.settled()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
