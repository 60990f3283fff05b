import { describe, expect, test } from 'vitest'
import { chooseTracks, type TrackWish } from './choose-tracks.ts'
import { readDump } from './read-dump.ts'
import { takeStock } from './take-stock.ts'
import { DESCRIBED, FLV, INTERLACED, MULTIPLEX, TURNED, VARIANTS } from './test/dumps.ts'

const stockOf = (dump: string) => {
  const seen = readDump(dump.split('\n'))
  if (seen === null) throw new Error('The dump is not complete.')
  return { ...takeStock(seen), bitrateKbps: null }
}

describe('what FFmpeg says of its input', () => {
  test('names programmes, and tracks by programme and PID', () => {
    const { container, programs, videos, audios } = stockOf(MULTIPLEX)
    expect(container).toBe('mpegts')
    expect(programs).toEqual([
      { number: 101, name: 'RedTV', hasVideo: true },
      { number: 102, name: 'GreenTV', hasVideo: true },
      { number: 103, name: 'BlueTV', hasVideo: true },
    ])
    expect(videos.map(({ streamId, programs }) => [streamId, programs])).toEqual([
      [0x100, [101]],
      [0x102, [102]],
      [0x104, [103]],
    ])
    expect(audios[1]).toMatchObject({ streamId: 0x103, language: 'tur', index: 1, channels: 1 })
    expect(videos[0]).toMatchObject({ width: 320, height: 180, framesPerSecond: 25 })
    expect(videos[0]?.pixelAspect).toBeUndefined()
  })

  test('says for whom a track is', () => {
    const { audios } = stockOf(DESCRIBED)
    expect(audios.map(({ kind }) => kind)).toEqual(['description', undefined, 'hearing-impaired'])
  })

  test('knows fields, pixels that are not square, six channels and a turned picture', () => {
    const { videos, audios } = stockOf(INTERLACED)
    expect(videos[0]).toMatchObject({ width: 720, height: 576, interlaced: true })
    expect(videos[0]?.pixelAspect).toBeCloseTo(64 / 45)
    expect(audios[0]).toMatchObject({ codec: 'ac3', channels: 6, layout: '5.1(side)' })
    expect(stockOf(TURNED).videos[0]).toMatchObject({ rotation: 90, width: 320, height: 180 })
  })

  test('has no numbers of streams and no programmes where the container has none', () => {
    const { programs, videos, audios } = stockOf(FLV)
    expect([programs, videos[0]?.streamId, videos[0]?.programs]).toEqual([[], undefined, undefined])
    expect(audios[0]).toMatchObject({ codec: 'aac', profile: 'LC', channels: 2 })
  })

  test('takes variants in several sizes for one programme', () => {
    const { programs, videos, audios } = stockOf(VARIANTS)
    expect(programs).toEqual([])
    expect(videos.at(-1)).toMatchObject({ programs: [1], width: 640 })
    expect(audios[0]).toMatchObject({ programs: [0, 1], kind: 'description' })
  })

  test('is not judged before it is complete', () => {
    expect(readDump(MULTIPLEX.split('\n').slice(0, 12))).toBeNull()
    expect(readDump([])).toBeNull()
  })
})

describe('the tracks that are taken', () => {
  const take = (dump: string, wish: TrackWish = {}, usual?: ReturnType<typeof facts>) =>
    chooseTracks(stockOf(dump), wish, usual)
  const facts = (dump: string, wish: TrackWish = {}) => {
    const choice = chooseTracks(stockOf(dump), wish)
    if (choice.kind !== 'chosen') throw new Error(choice.kind)
    return choice.facts
  }
  const without101 = MULTIPLEX.replace(/Program 101/, 'Program 109')

  test('are those of the lowest programme, of the one that was asked for, or of the one before', () => {
    expect(facts(MULTIPLEX)).toMatchObject({ program: 101, audio: { streamId: 0x101 } })
    expect(facts(MULTIPLEX, { program: 103 })).toMatchObject({
      program: 103,
      video: { streamId: 0x104 },
      audio: { streamId: 0x105 },
    })
    const usual = facts(MULTIPLEX, { program: 102 })
    expect(take(MULTIPLEX, {}, usual)).toMatchObject({ facts: { program: 102 } })
    expect(facts(without101)).toMatchObject({ program: 102 })
  })

  test('are none where the programme is not there, and it is said which are', () => {
    expect(take(MULTIPLEX, { program: 7 })).toMatchObject({
      kind: 'program-missing',
      programs: [{ number: 101 }, { number: 102 }, { number: 103 }],
    })
  })

  test('are never the audio description unless that is asked for', () => {
    expect(facts(DESCRIBED).audio).toMatchObject({ streamId: 0x102, language: 'tur' })
    const kind = 'description'
    expect(facts(DESCRIBED, { audioTrack: { kind } }).audio).toMatchObject({ streamId: 0x101 })
    expect(facts(DESCRIBED, { audioTrack: { language: 'en' } }).audio).toMatchObject({
      streamId: 0x103,
    })
  })

  test('are known by language when the PID is another, and the main one stands in for one that is gone', () => {
    const moved = { audioTrack: { pid: 0x999, language: 'tur' } }
    expect(take(DESCRIBED, moved)).toMatchObject({
      audioTrackMissing: false,
      facts: { audio: { streamId: 0x102 } },
    })
    expect(take(DESCRIBED, { audioTrack: { language: 'fra' } })).toMatchObject({
      audioTrackMissing: true,
      facts: { audio: { streamId: 0x102 } },
    })
  })

  test('are the largest variant with audio that belongs to it', () => {
    expect(facts(VARIANTS)).toMatchObject({
      program: null,
      video: { width: 640 },
      audio: { language: 'tr', isDefault: true },
    })
  })
})
