import { expect, test } from 'vitest'
import { PACKET_BYTES } from '../../../domain/transport-stream/packet.ts'
import { VIDEO_PID } from '../audio/test/make-segment.ts'
import { collectPes } from './collect-pes.ts'
import { readTrackStart } from './read-track.ts'
import { byteStream, picturePes, tables } from './test/make-stream.ts'
import { FRAME, IDR, PREDICTED, SETS, unitsOf, video } from './test/read-back.ts'

const UNITS = [...SETS, IDR]
const LENGTH = byteStream(UNITS).length

test('a picture that says its length is there when all of it is', () => {
  const second = { pts: FRAME }
  const whole = picturePes(second, [PREDICTED], byteStream([PREDICTED]).length)
  const cut = whole.subarray(0, -PACKET_BYTES)
  const first = picturePes({ pts: 0 }, UNITS, LENGTH)
  expect(video(first, whole).samples.map(unitsOf)).toEqual([UNITS, [PREDICTED]])
  expect(video(first, cut).samples.map(unitsOf)).toEqual([UNITS])
  expect(video(first, cut, picturePes({ pts: 2 * FRAME }, UNITS, LENGTH)).samples).toHaveLength(2)
})

test('two fields have the lengths of both', () => {
  const length = byteStream([PREDICTED]).length
  const fields = [picturePes({ pts: 0 }, UNITS, LENGTH), picturePes(null, [PREDICTED], length)]
  expect(video(...fields).samples.map(unitsOf)).toEqual([[...UNITS, PREDICTED]])
  const cut = [...fields.map((one) => one.subarray(0, one.length)), picturePes(null, UNITS, LENGTH)]
  cut[2] = cut[2]?.subarray(0, -PACKET_BYTES) ?? IDR
  expect(collectPes(Buffer.concat(cut), VIDEO_PID)).toMatchObject([{ isWhole: false }])
})

test('what stands behind the end of a picture is none of it', () => {
  const behind = Buffer.alloc(50, 0x55)
  const packets = picturePes({ pts: 0 }, [...SETS, Buffer.concat([IDR, behind])], LENGTH)
  expect(video(packets).samples.map(unitsOf)).toEqual([UNITS])
})

test('packets that are said to be damaged are left out, and so is what belongs to no picture', () => {
  const stray = picturePes({ pts: 5 }, [PREDICTED])
  for (let at = 0; at < stray.length; at += PACKET_BYTES) {
    stray.writeUInt8(stray.readUInt8(at + 1) | 0x80, at + 1)
  }
  const broken = picturePes({ pts: 6 }, [PREDICTED])
  broken.fill(0xff, PACKET_BYTES - 180, PACKET_BYTES - 170)
  const { samples } = video(picturePes({ pts: 0 }, UNITS), stray, broken)
  expect(samples.map(unitsOf)).toEqual([UNITS])
})

test('the begin of a segment says nothing until its parameters are all there', () => {
  const whole = picturePes({ pts: 0 }, UNITS)
  const begin = byteStream(SETS)
  const cut = (bytes: number) => picturePes({ pts: 0 }, [begin.subarray(4, bytes)])
  const start = readTrackStart(Buffer.concat([tables(), whole]), 'video')
  for (let bytes = 5; bytes <= begin.length; bytes++) {
    const said = readTrackStart(Buffer.concat([tables(), cut(bytes)]), 'video')
    expect(said).toBeNull()
  }
  expect(start).toMatchObject({ config: { codec: 'avc1.640028' } })
})
