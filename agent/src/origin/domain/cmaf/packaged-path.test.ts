import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { pastPath, segmentPath } from '../stream-path.ts'
import { turnsBefore } from './clock-turns.ts'
import { fileNumberOf, initPath, packagedOf, packagedPath, runIdOf } from './packaged-path.ts'

const RUN = 'maaaaaa1-0123456789abcdef'
const ID = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'

test.each([
  ['of a run', `${RUN}/00000012.ts`, 'video', `${RUN}/00000012.mp4`, `${RUN}/init.mp4`],
  ['its audio', `${RUN}/00000012.ts`, 'audio', `${RUN}/00000012.m4a`, `${RUN}/init.m4a`],
  ['of a ladder', `${RUN}/hd/00000012.ts`, 'video', `${RUN}/hd/00000012.mp4`, `${RUN}/hd/init.mp4`],
  [
    ...['its audio', `${RUN}/audio-deu/00000012.aac`, 'audio'],
    ...[`${RUN}/audio-deu/00000012.m4a`, `${RUN}/audio-deu/init.m4a`],
  ],
  [
    ...['that is kept', `2026010100/low/${RUN}-00000012.ts`, 'video'],
    ...[`2026010100/low/${RUN}-00000012.mp4`, `2026010100/low/${RUN}-init.mp4`],
  ],
] as const)(
  'a segment %s has one address as CMAF, which leads back to it',
  (_, path, kind, packaged, init) => {
    expect([packagedPath(path, kind), initPath(path, kind)]).toEqual([packaged, init])
    expect(packagedOf(packaged)).toEqual({ kind, of: 'segment', source: path })
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    expect(packagedOf(init)).toMatchObject({ kind, of: 'init', folder })
    expect([runIdOf(path), fileNumberOf(path)]).toEqual([RUN, 12])
    for (const address of [packaged, init]) {
      const asked = `/streams/_/${ID}/`
      const found = segmentPath(asked + address) ?? pastPath(`${asked}dvr/${address}`)
      expect(found?.file.endsWith(address.slice(address.lastIndexOf('/') + 1))).toBe(true)
    }
  },
)

test.each(['00000012.ts', 'init.ts', '../init.mp4/x', 'a.mp4', '0000012.mp4', 'init.mp4.ts'])(
  'what is no address of CMAF is none: %s',
  (file) => {
    expect(packagedOf(`${RUN}/${file}`)).toBeNull()
    expect(segmentPath(`/streams/_/${ID}/${RUN}/${file}`) === null).toBe(file !== '00000012.ts')
  },
)

const TURN = 2 ** 33
const begunAt = Date.UTC(2026, 10, 29)
const runId = `${begunAt.toString(36).padStart(8, '0')}-0123456789abcdef`

test.each([0, 1, 60, 26, 27, 24 * 9, 24 * 400])(
  'decode times go on after %d hours, whatever the clock of the host is off by some hours',
  (hours) => {
    const ticks = hours * 3600 * TICKS + 126_000
    for (const lateHours of [-12, -1, 0, 1, 12]) {
      const writtenAt = begunAt + (hours + lateHours) * 3_600_000
      const turns = turnsBefore(runId, writtenAt, ticks % TURN)
      expect(turns * TURN + (ticks % TURN)).toBe(ticks)
    }
  },
)

test('the clock of a slate begins anew with each of its clips, whenever its file was made', () => {
  expect(turnsBefore('slate000-0123456789abcdef', Date.UTC(2036, 0, 1), 100)).toBe(0)
})
