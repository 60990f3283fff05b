import { expect, it } from 'vitest'
import { countErrors, NO_ERRORS } from './input-errors.ts'

it.each([
  ['[mpegts @ 0x55] [warning] Packet corrupt (stream = 0, dts = 8100).', { corruptPackets: 1 }],
  ['[rtsp @ 0x55] [warning] RTP: missed 12 packets', { missedPackets: 12 }],
  [
    '[udp @ 0x55] [error] Circular buffer overrun. Surviving due to overrun_nonfatal option',
    { missedPackets: 1 },
  ],
  [
    '[hls @ 0x55] [warning] skipping 3 segments ahead, expired from playlists',
    { skippedSegments: 3 },
  ],
  [
    '[h264 @ 0x55] [info] concealing 120 DC, 120 AC, 120 MV errors in P frame',
    { damagedPictures: 1 },
  ],
])('a line tells of damage, and of how much: %s', (line, found) => {
  expect(countErrors(['[info] frame=1', line])).toEqual({ ...NO_ERRORS, ...found })
})

it('a line that FFmpeg says to be repeated counts as often', () => {
  const line = '[mpegts @ 0x55] [warning] Packet corrupt (stream = 0, dts = 8100).'
  const repeated = '    Last message repeated 4 times'
  expect(countErrors([line, repeated, '[info] else', repeated])).toEqual({
    ...NO_ERRORS,
    corruptPackets: 5,
  })
})
