import { expect, it } from 'vitest'
import { readPlaylist } from './read-playlist.ts'

it('reads the renditions of a ladder, whatever stands between a tag and its address', () => {
  const text =
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\n\n# by hand\na.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=5'
  expect(readPlaylist(text)).toMatchObject({
    kind: 'master',
    variants: [{ uri: 'a.m3u8', bandwidth: 9 }],
  })
})

// Each line looked at once: with a copy of the rest for each of them this would take minutes.
it.each([
  ['renditions', '#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n'],
  ['keys at one place', '#EXT-X-KEY:METHOD=AES-128,URI="key"\n'],
])('reads hundreds of thousands of %s line by line', (_, line) => {
  const facts = readPlaylist(`#EXTM3U\n${line.repeat(300_000)}`)
  expect(facts.kind === 'master' ? facts.variants.length : facts.encryption).toSatisfy(
    (found) => found === 300_000 || found === 'playable',
  )
})
