import { describe, expect, test } from 'vitest'
import { expectedAudio, NO_AUDIO_LOAD } from './audio-load.ts'
import { AudioSettings } from './channel/output.ts'
import { channelNeed, type Workload } from './channel-need.ts'
import type { Calibration } from './host/capabilities.ts'

const ONE = { encoded: 1, held: 0 }
const work = (changes: Partial<Workload> = {}): Workload => ({
  mode: 'transcode',
  presetId: 'broadcast',
  speed: 'superfast',
  renditions: [{ height: null }],
  picture: { width: 1280, height: 720, framesPerSecond: 25 },
  listedSeconds: 12,
  sourceUrl: 'https://source.example/live.ts',
  audio: ONE,
  layers: [],
  ...changes,
})
const measured = (changes: Partial<Calibration> = {}): Calibration => ({
  presetId: 'broadcast',
  height: 720,
  framesPerSecond: 25,
  speed: 4,
  cpuSecondsPerSecond: 0.24,
  ...changes,
})
const cores = (changes: Partial<Workload> = {}, calibrations: Calibration[] = []) =>
  channelNeed(work(changes), calibrations).cores

describe('the expected need of a channel', () => {
  test('is what was measured on its host, for the same preset, size and rate', () => {
    expect(cores({}, [measured()])).toBeCloseTo(0.24, 5)
    const zerolatency = measured({ presetId: 'zerolatency', cpuSecondsPerSecond: 0.33 })
    expect(cores({ presetId: 'zerolatency' }, [measured(), zerolatency])).toBeCloseTo(0.33, 5)
  })

  test('is scaled by the pixels of a second from the nearest measurement', () => {
    const large = measured({ height: 1080, framesPerSecond: 30, cpuSecondsPerSecond: 0.8 })
    const picture = { width: 1920, height: 1080, framesPerSecond: 30 }
    expect(cores({ picture }, [measured(), large])).toBeCloseTo(0.8, 5)
    const half = { width: 640, height: 360, framesPerSecond: 25 }
    const quarter = (0.24 - 0.035) / 4 + 0.035
    expect(cores({ picture: half }, [measured(), large])).toBeCloseTo(quarter, 5)
  })

  test('of a slower preset that was not measured is more than that of the default', () => {
    const slow = { presetId: 'house', speed: 'medium' as const }
    expect(cores(slow, [measured()])).toBeGreaterThan(2 * cores({}, [measured()]))
    expect(cores(slow)).toBeGreaterThan(2 * cores())
  })

  test('without any measurement lets two cores carry three channels of 720p25 and not four', () => {
    expect(3 * cores()).toBeLessThan(2 * 0.88)
    expect(4 * cores()).toBeGreaterThan(2 * 0.88)
  })

  test('on a GPU leaves decoding and drawing to the CPU, whatever the preset is', () => {
    const isOnGpu = true
    expect(cores({ isOnGpu })).toBeLessThan(cores() * 0.7)
    expect(cores({ isOnGpu })).toBeGreaterThan(cores() * 0.3)
    const slow = { isOnGpu, presetId: 'own', speed: 'medium' as const }
    expect(cores(slow)).toBeCloseTo(cores({ isOnGpu }), 5)
  })

  test('as HEVC is several times that of H.264 on the CPU, and no more on a GPU', () => {
    const codec = 'hevc' as const
    expect(cores({ codec }, [measured()])).toBeGreaterThan(4 * cores({}, [measured()]))
    expect(cores({ codec }, [measured()])).toBeLessThan(7 * cores({}, [measured()]))
    const slow = { codec, presetId: 'house', speed: 'medium' as const }
    expect(cores(slow)).toBeGreaterThan(1.5 * cores({ codec }))
    expect(cores({ codec, isOnGpu: true })).toBe(cores({ isOnGpu: true }))
    expect(cores({ codec, mode: 'copy' })).toBe(cores({ mode: 'copy' }))
    const bytes = (work: Workload) => channelNeed(work, []).memoryBytes
    expect(bytes(work({ codec }))).toBeGreaterThan(1.2 * bytes(work()))
  })

  test('has each audio that is encoded, and more for what is held in loudness, also of a copy', () => {
    const audio = (encoded: number, held = 0) => ({ audio: { encoded, held } })
    const more = cores(audio(2)) - cores()
    expect([more * 100, (cores(audio(8)) - cores()) * 100]).toEqual([
      expect.closeTo(1.4, 1),
      expect.closeTo(9.8, 1),
    ])
    expect(cores(audio(2, 2)) - cores(audio(2))).toBeCloseTo(0.014, 3)
    expect(cores(audio(0))).toBeCloseTo(cores() - more, 5)
    const copy = { mode: 'copy', picture: null } as const
    expect(cores({ ...copy, ...audio(3) }) - cores({ ...copy, ...audio(0) })).toBeCloseTo(
      3 * more,
      5,
    )
  })

  test('has each layer, by the size of the picture that it is drawn on', () => {
    const drawn = (layers: Workload['layers'], height = 720) =>
      cores({ layers, renditions: [{ height }] }) - cores({ layers: [], renditions: [{ height }] })
    expect(drawn(['logo'])).toBeCloseTo(0.001, 3)
    expect(drawn(['clock'])).toBeCloseTo(0.004, 3)
    expect(drawn(['logo', 'text', 'clock', 'crawl'])).toBeCloseTo(0.0075, 3)
    expect(drawn(['clock'], 1080)).toBeCloseTo(drawn(['clock']) * 2.25, 5)
  })

  test('without a look at the source has all audio encoded but what a copy hands on', () => {
    const audio = (change: object) => AudioSettings.parse(change)
    const renditions = [{ name: 'eng', track: { language: 'eng' } }]
    expect(expectedAudio('transcode', audio({}))).toEqual(ONE)
    expect(expectedAudio('transcode', audio({ renditions }))).toEqual({ encoded: 2, held: 0 })
    const held = audio({ renditions, targetLufs: -23 })
    expect(expectedAudio('transcode', held)).toEqual({ encoded: 2, held: 2 })
    expect(expectedAudio('transcode', audio({ mode: 'none', renditions }))).toEqual(NO_AUDIO_LOAD)
    expect(expectedAudio('copy', audio({}))).toEqual(NO_AUDIO_LOAD)
    expect(expectedAudio('copy', audio({ levelDb: 3 }))).toEqual(ONE)
    expect(expectedAudio('copy', audio({ asVariant: true }))).toEqual(ONE)
    expect(expectedAudio('transcode', audio({ asVariant: true }))).toEqual(ONE)
    expect(expectedAudio('copy', audio({ renditions }))).toEqual({ encoded: 2, held: 0 })
  })

  test('of small pictures is little, and of copies next to nothing', () => {
    const picture = { width: 320, height: 180, framesPerSecond: 25 }
    expect(cores({ picture })).toBeLessThan(0.07)
    expect(120 * cores({ mode: 'copy', picture: null, audio: NO_AUDIO_LOAD })).toBeLessThan(1)
  })

  test('goes by the height that is asked for, and decodes the source for it', () => {
    const picture = { width: 1920, height: 1080, framesPerSecond: 25 }
    expect(cores({ picture, renditions: [{ height: 360 }] })).toBeLessThan(cores({ picture }))
    expect(cores({ picture, renditions: [{ height: 360 }] })).toBeGreaterThan(
      cores({ picture: { ...picture, width: 640, height: 360 } }),
    )
    expect(cores({ picture: null, renditions: [{ height: 720 }] })).toBeCloseTo(cores(), 5)
  })

  test('of a rendition of half the frame rate is that of half the pictures, where there are many', () => {
    const ladder = (framesPerSecond: number, frameRate?: 'half') =>
      cores({
        picture: { width: 1280, height: 720, framesPerSecond },
        renditions: [{ height: 720 }, { height: 480, frameRate }],
      })
    const ofSmall =
      ladder(50) - cores({ picture: { width: 1280, height: 720, framesPerSecond: 50 } })
    expect(ladder(50) - ladder(50, 'half')).toBeCloseTo(ofSmall / 2, 5)
    expect(ladder(29.97, 'half')).toBe(ladder(29.97))
  })

  test('of a test card is that of encoding it, also where it is to be copied', () => {
    const sourceUrl = 'testcard://1280x720@25'
    const card = { sourceUrl, picture: null }
    expect(cores({ ...card, mode: 'copy' })).toBeCloseTo(cores(), 5)
  })

  test('has memory for the process and the segments', () => {
    const { memoryBytes } = channelNeed(work(), [])
    expect(memoryBytes).toBeGreaterThan(120e6)
    expect(memoryBytes).toBeLessThan(160e6)
  })
})
