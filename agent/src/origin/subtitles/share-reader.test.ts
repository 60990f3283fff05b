import { expect, test } from 'vitest'
import type { TextPicture } from '../domain/bitmaps/text-picture.ts'
import { shareReader } from './share-reader.ts'

const LANGUAGE = 'tur'
const MOST_MS = 10_000

/** Told apart by their one shade, of so many pixels. */
function picture(shade: number, pixels = 4): TextPicture {
  return { width: pixels, height: 1, grey: new Uint8Array(pixels).fill(shade), top: 0, bottom: 1 }
}

/** A reader of which each picture is read by hand; what it says is its shade. */
function readByHand(most = 1) {
  let time = 0
  const begun: { shade: number; end: (timedOut: boolean) => void }[] = []
  const order: number[] = []
  const reader = shareReader({
    readNow: ({ grey }) =>
      new Promise((done) => {
        const shade = grey[0] ?? 0
        order.push(shade)
        begun.push({
          shade,
          end: (timedOut) => done({ text: timedOut ? null : `${shade}`, timedOut }),
        })
      }),
    most,
    mostMs: MOST_MS,
    now: () => time,
  })
  return {
    reader,
    order,
    pass: (ms: number) => {
      time += ms
    },
    /** Ends the oldest that is being read, after so long. */
    async end(tookMs = 100, timedOut = false) {
      time += tookMs
      begun.shift()?.end(timedOut)
      await new Promise(setImmediate)
    },
  }
}

test('a picture that is sent again and again on a busy host is read for all who wait for it', async () => {
  const { reader, order, end } = readByHand()
  const [busy, own, other] = ['a', 'b', 'c'].map((channel) => reader.track(channel))
  void busy?.read(picture(1), LANGUAGE)
  const sent = [1, 2, 3, 4, 5, 6].map(() => own?.read(picture(2), LANGUAGE))
  const beside = other?.read(picture(2), LANGUAGE)
  own?.close()
  await end()
  const late = own?.read(picture(2), LANGUAGE)
  await end()
  expect(await Promise.all(sent)).toEqual(Array(6).fill(''))
  expect(await Promise.all([beside, late])).toEqual(['2', '2'])
  expect(order).toEqual([1, 2])
  expect(own?.read(picture(2), LANGUAGE)).toBe('2')
})

test('repeats push nothing out', async () => {
  const { reader, end } = readByHand()
  void reader.track('a').read(picture(1), LANGUAGE)
  const own = reader.track('b')
  const sent = [2, 2, 2, 2, 2, 2, 2, 3].map((shade) => own.read(picture(shade), LANGUAGE))
  for (let at = 0; at < 3; at += 1) await end()
  expect(await Promise.all(sent)).toEqual([...Array(7).fill('2'), '3'])
})

test('older pictures of a track are left out at once for what is seen now, large ones but for one', async () => {
  const { reader, end } = readByHand()
  const own = reader.track('a')
  const first = own.read(picture(1), LANGUAGE)
  const [second] = [2, 3, 4, 5].map((shade) => own.read(picture(shade), LANGUAGE))
  expect(await second).toBe('')
  const large = own.read(picture(6, 500_000), LANGUAGE)
  const larger = own.read(picture(7, 500_000), LANGUAGE)
  expect(await large).toBe('')
  await end()
  await end()
  expect(await Promise.all([first, larger])).toEqual(['1', '7'])
})

test('channels have the same time of the reader, however much one asks for', async () => {
  const { reader, order, end } = readByHand()
  const [hostile, honest] = ['hostile', 'honest'].map((channel) => reader.track(channel))
  for (const shade of [101, 102, 103]) void hostile?.read(picture(shade), LANGUAGE)
  for (const shade of [1, 2, 3]) void honest?.read(picture(shade), LANGUAGE)
  await end(9000)
  for (let shade = 4; shade < 20; shade += 1) {
    void honest?.read(picture(shade), LANGUAGE)
    await end(100)
  }
  expect(order[0]).toBe(101)
  expect(order.slice(1, 17).every((shade) => shade < 100)).toBe(true)
})

test('a channel whose pictures take too long rests, each time longer, and keeps nobody waiting', async () => {
  const { reader, order, end, pass } = readByHand()
  const [hostile, honest] = ['hostile', 'honest'].map((channel) => reader.track(channel))
  let shade = 100
  const restOf = async () => {
    const [first, waits] = [0, 1].map(() => {
      shade += 1
      return hostile?.read(picture(shade), LANGUAGE)
    })
    await end(MOST_MS, true)
    expect(await Promise.all([first, waits])).toEqual(['', ''])
    const asked = order.length
    let rest = 0
    for (; order.length === asked; rest += 1000) {
      pass(1000)
      void hostile?.read(picture(99), LANGUAGE)
    }
    await end(100, true)
    pass(600_000)
    return rest
  }
  const rests = [await restOf(), await restOf()]
  expect(rests[0]).toBe(10_000)
  expect(rests[1]).toBeGreaterThan(20_000)
  const read = honest?.read(picture(1), LANGUAGE)
  await end()
  expect(await read).toBe('1')
})

test('nothing is begun once it is closed', async () => {
  const { reader, order, end } = readByHand()
  const own = reader.track('a')
  const [first, second] = [1, 2].map((shade) => own.read(picture(shade), LANGUAGE))
  const closed = reader.close()
  expect(await second).toBe('')
  await end()
  await closed
  expect([await first, own.read(picture(3), LANGUAGE)]).toEqual(['1', ''])
  expect(order).toEqual([1])
})
