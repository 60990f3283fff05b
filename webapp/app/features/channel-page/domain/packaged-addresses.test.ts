import { PlaybackSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { packagedAddresses } from './packaged-addresses.ts'

const OPEN = PlaybackSettings.parse({})

test.each(['/streams/news/index.m3u8', 'https://tv.example/streams/index.m3u8/index.m3u8'])(
  'CMAF and DASH are beside the playlist: %s',
  (playbackUrl) => {
    const folder = playbackUrl.slice(0, -'index.m3u8'.length)
    expect(packagedAddresses({ playbackUrl, playback: OPEN })).toEqual({
      cmaf: `${folder}cmaf/index.m3u8`,
      dash: `${folder}manifest.mpd`,
    })
  },
)

test('encrypted segments are played as they are alone', () => {
  const playback = { ...OPEN, encrypted: true }
  expect(packagedAddresses({ playbackUrl: '/streams/news/index.m3u8', playback })).toBeNull()
})
