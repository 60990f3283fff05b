import { describe, expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { laidOn, NOTHING_LAID } from './laid.ts'
import { LOOK_BYTES, LOOK_WIDTH } from './look-size.ts'
import { lookAtPicture, NO_PICTURE } from './picture.ts'
import { hashDistance, pictureHash } from './picture-hash.ts'

const drawn = (grey: (x: number, y: number) => number) =>
  Uint8Array.from({ length: LOOK_BYTES }, (_, at) => {
    return grey(at % LOOK_WIDTH, Math.floor(at / LOOK_WIDTH))
  })
const scene = drawn((x, y) => 60 + ((x * 7 + y * 13) % 120))
const seen = (pixels: Uint8Array, laid = NOTHING_LAID) =>
  lookAtPicture(NO_PICTURE, pixels, laid).seen
const after = (before: Uint8Array, pixels: Uint8Array) =>
  lookAtPicture({ still: before }, pixels, NOTHING_LAID)

describe('a picture', () => {
  it('is black where nothing is bright, the logo of the channel apart', () => {
    const { logo } = transcodeSpec({ logo: { x: 0.8, y: 0.1, width: 0.15, opacity: 1 } })
    const laid = laidOn({ logo, layers: [] })
    const marked = drawn((x, y) => (x > 77 && x < 90 && y > 6 && y < 16 ? 220 : 2))
    expect([seen(drawn(() => 0)).isBlack, seen(scene).isBlack]).toEqual([true, false])
    expect([seen(marked, laid).isBlack, seen(marked).isBlack]).toEqual([true, false])
  })

  it('stands still under the noise of coding, and moves where a mouth does', () => {
    const noisy = scene.map((grey, at) => grey + ((at * 31) % 3) - 1)
    const speaks = drawn((x, y) => {
      const grey = scene[y * LOOK_WIDTH + x] ?? 0
      return x >= 48 && x < 51 && y >= 24 && y < 26 ? grey - 25 : grey
    })
    expect(after(scene, noisy).seen.isMoving).toBe(false)
    expect(after(scene, speaks).seen.isMoving).toBe(true)
  })

  it('stands still under a clock and a crawl of ours, and is not dark for them', () => {
    const { logo, layers } = transcodeSpec({
      layers: [
        { kind: 'clock', timeZone: 'UTC', x: 0.8, y: 0.1 },
        { kind: 'crawl', text: 'News' },
      ],
    })
    const laid = laidOn({ logo, layers })
    const shown = (bright: number) =>
      drawn((x, y) => ((x > 78 && x < 86 && y > 5 && y < 9) || (y > 48 && y < 52) ? bright : 2))
    const look = lookAtPicture({ still: shown(90) }, shown(200), laid)
    expect(look.seen).toMatchObject({ isMoving: false, isBlack: true })
    expect(after(shown(90), shown(200)).seen).toMatchObject({ isMoving: true, isBlack: false })
  })

  it('that changes by little each time has moved all the same', () => {
    let memory = lookAtPicture(NO_PICTURE, scene, NOTHING_LAID).memory
    const moved = Array.from({ length: 8 }, (_, step) => {
      const look = lookAtPicture(
        memory,
        scene.map((grey) => grey + step),
        NOTHING_LAID,
      )
      memory = look.memory
      return look.seen.isMoving
    })
    expect(moved).toContain(true)
  })

  it('has a hash like that of the same card with a clock in it, and unlike that of another', () => {
    const card = drawn((x, y) => (y < 27 ? 200 - x : 40 + x))
    const clock = drawn((x, y) => (x > 80 && y < 5 ? 255 : y < 27 ? 200 - x : 40 + x))
    const other = drawn((x, y) => (x < 48 ? 200 - y : 40 + y * 2))
    const [one, same, different] = [card, clock, other].map((pixels) => pictureHash(pixels))
    if (!one || !same || !different) throw new Error('They have features.')
    expect(hashDistance(one, same)).toBeLessThanOrEqual(3)
    expect(hashDistance(one, different)).toBeGreaterThan(10)
    expect(pictureHash(drawn(() => 90))).toBeNull()
  })
})
