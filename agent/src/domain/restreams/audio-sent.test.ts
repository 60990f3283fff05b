import { expect, test } from 'vitest'
import { type AudioSent, nextAudioSent } from './audio-sent.ts'

/** Codecs of what is sent, of one seen each second. */
function sent(...seen: readonly (string | null)[]): (string | null)[] {
  let audio: AudioSent | null = null
  return seen.map((codec, second) => {
    audio = nextAudioSent(audio, codec, { now: second * 1000, behindMs: 3000 })
    return audio?.codec ?? null
  })
}

test('what is sent is of another kind once all that is listed is', () => {
  expect(sent(null, 'mp2', 'aac', 'aac', 'aac', 'aac', 'aac')).toEqual([
    ...[null, 'mp2', 'mp2', 'mp2', 'mp2'],
    ...['aac', 'aac'],
  ])
})

test('what goes again before that, or is not known for a while, changes nothing', () => {
  const mostly = ['mp2', 'aac', 'aac', 'mp2', 'aac', null, null, 'mp2', 'mp2']
  expect(sent(...mostly)).toEqual(mostly.map(() => 'mp2'))
})
