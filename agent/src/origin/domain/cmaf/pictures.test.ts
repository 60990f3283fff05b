import { expect, test } from 'vitest'
import { PICTURE_PARAMETERS } from '../i-frames/test/make-pictures.ts'
import { readTrack, readTrackStart } from './read-track.ts'
import { picturePes, tables } from './test/make-stream.ts'
import {
  CAPTIONS,
  DELIMITER,
  FILLER,
  FRAME,
  found,
  IDR,
  PREDICTED,
  SETS,
  unit,
  unitsOf,
  video,
} from './test/read-back.ts'

test('have their units behind lengths, but for what only byte streams have', () => {
  const changed = unit(`${PICTURE_PARAMETERS.slice(0, -2)}2f`)
  const first = picturePes({ pts: 9000 }, [DELIMITER, ...SETS, CAPTIONS, IDR, FILLER])
  const second = picturePes({ pts: 9000 + FRAME }, [DELIMITER, SETS[1] ?? IDR, changed, PREDICTED])
  const { samples, config } = video(first, second)
  expect(samples.map(unitsOf)).toEqual([
    [...SETS, CAPTIONS, IDR],
    [SETS[1], changed, PREDICTED],
  ])
  expect(samples.map(({ isSync }) => isSync)).toEqual([true, false])
  expect(config).toMatchObject({ codec: 'avc1.640028', width: 1920, height: 1080 })
  const start = readTrackStart(Buffer.concat([tables(), first.subarray(0, 376)]), 'video')
  expect(start).toMatchObject({ config, firstDts: 9000, firstPts: 9000 })
})

test('are one sample where the second field has no time of its own', () => {
  const fields = [picturePes({ pts: 9000 }, [...SETS, IDR]), picturePes(null, [PREDICTED])]
  const { samples } = video(...fields, picturePes({ pts: 9000 + FRAME }, [PREDICTED]))
  expect(samples.map(unitsOf)).toEqual([[...SETS, IDR, PREDICTED], [PREDICTED]])
})

test('that say from when on they are whole can be begun with', () => {
  const recovery = unit('06060184 80'.replace(' ', ''))
  const open = [...SETS, recovery, unit('419a0000ff')]
  expect(video(picturePes({ pts: 0 }, open)).samples[0]?.isSync).toBe(true)
  expect(video(picturePes({ pts: 0 }, [...SETS, PREDICTED])).samples[0]?.isSync).toBe(false)
})

test('last until the next one, and where times jump as long as the one before', () => {
  const times = [0, FRAME, 2 * FRAME, 2 ** 32, 2 ** 32 + FRAME, FRAME, FRAME, 4 * FRAME]
  const pictures = times.map((pts) => picturePes({ pts: pts + FRAME, dts: pts }, [...SETS, IDR]))
  const { samples, firstDts, firstPts } = video(...pictures)
  const usual = [FRAME, FRAME, FRAME, FRAME, FRAME, FRAME]
  expect(samples.map(({ duration }) => duration)).toEqual([...usual, 3 * FRAME, 3 * FRAME])
  expect(samples.every(({ offset }) => offset === FRAME)).toBe(true)
  expect([firstDts, firstPts]).toEqual([0, FRAME])
  const [only] = video(picturePes({ pts: 5 }, [...SETS, IDR])).samples
  expect(only?.duration).toBe(FRAME)
})

test('of an open group may be shown before the one that they are sent after', () => {
  const first = picturePes({ pts: 3 * FRAME, dts: FRAME }, [...SETS, IDR])
  const leading = picturePes({ pts: 2 * FRAME, dts: 2 * FRAME }, [PREDICTED])
  expect(video(first, leading)).toMatchObject({ firstDts: FRAME, firstPts: 2 * FRAME })
})

test('of which a segment does not say how they are coded are as those before it', () => {
  const bare = Buffer.concat([tables(), picturePes({ pts: 0 }, [IDR])])
  const { config } = video(picturePes({ pts: 0 }, [...SETS, IDR]))
  expect(readTrack(bare, 'video')).toBeNull()
  expect(found(readTrack(bare, 'video', config)).config).toEqual(config)
  expect(readTrackStart(bare, 'video', config)).toMatchObject({ config, firstDts: 0 })
  expect(readTrack(bare, 'video', { ...config, entry: 'hvc1' } as never)).toBeNull()
})

test('without parameters, of a segment before, or of another kind are none', () => {
  const shown = picturePes({ pts: 0 }, [...SETS, IDR])
  expect(readTrack(Buffer.concat([tables(), picturePes({ pts: 0 }, [IDR])]), 'video')).toBeNull()
  expect(readTrack(tables(), 'video')).toBeNull()
  expect(readTrack(Buffer.concat([tables({ video: 2 }), shown]), 'video')).toBe('unsupported')
  expect(readTrack(shown, 'video')).toBeNull()
  const { samples } = video(picturePes(null, [PREDICTED]), shown)
  expect(samples.map(unitsOf)).toEqual([[...SETS, IDR]])
})
