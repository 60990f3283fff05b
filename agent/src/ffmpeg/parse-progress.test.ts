import { expect, it } from 'vitest'
import { parseProgress } from './parse-progress.ts'

const block = `frame=250
fps=25.02
stream_0_0_q=23.0
bitrate=N/A
total_size=N/A
out_time_us=9960000
out_time_ms=9960000
out_time=00:00:09.960000
dup_frames=1
drop_frames=2
speed=1.01x
progress=continue
`

it('reads a block of an encoding run', () => {
  expect(parseProgress(block)).toEqual({
    frames: 250,
    fps: 25.02,
    outTimeSeconds: 9.96,
    droppedFrames: 2,
    duplicatedFrames: 1,
    quantisers: [23],
    ended: false,
  })
})

it('reads what is not known yet as nothing', () => {
  const early = 'bitrate=N/A\nout_time_us=-9223372036854775808\nspeed=N/A\nprogress=end\n'
  expect(parseProgress(early)).toMatchObject({
    frames: 0,
    fps: 0,
    outTimeSeconds: null,
    ended: true,
  })
})

it('reads the quantiser of each rendition, and none of a copy', () => {
  const ladder =
    'frame=9\nstream_0_0_q=27.0\nstream_1_0_q=24.0\nstream_2_1_q=5.0\nprogress=continue\n'
  expect(parseProgress(ladder)?.quantisers).toEqual([27, 24])
  expect(parseProgress('frame=9\nstream_0_0_q=-1.0\nprogress=continue\n')?.quantisers).toEqual([])
})

it('is not led astray by datagrams of others', () => {
  for (const text of ['', 'hello', 'frame=1', '\u0000\u0001'])
    expect(parseProgress(text)).toBeNull()
})
