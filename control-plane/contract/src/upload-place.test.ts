import { expect, test } from 'vitest'
import { parseRestreamUrl } from './restream-url.ts'
import { uploadPlace } from './upload-place.ts'

test.each([
  ['https://a.example/live/main.m3u8', 'main.m3u8', 'https://a.example/live/x.ts'],
  ['http://u:p@a.example:8080/m.m3u8?t=1', 'm.m3u8', 'http://a.example:8080/x.ts?t=1'],
  [
    'https://a.upload.youtube.com/http_upload_hls?cid=key&copy=0&file=',
    'index.m3u8',
    'https://a.upload.youtube.com/http_upload_hls?cid=key&copy=0&file=x.ts',
  ],
  ['https://a.example/in?file=own.m3u8&k=1', 'own.m3u8', 'https://a.example/in?file=x.ts&k=1'],
])('files of %s have their places', (href, playlist, segment) => {
  expect(parseRestreamUrl(href)).toMatchObject({ ok: true, href })
  const place = uploadPlace(href)
  expect(place?.playlist).toBe(playlist)
  expect(place?.addressOf('x.ts')).toBe(segment)
})

test.each([
  'https://a.example',
  'https://a.example/live/',
  'https://a.example/live/main.mpd',
  'https://a.example/live/a%20b.m3u8',
  'https://a.example/in?file=main.mpd',
])('what names no playlist is refused with how to write it: %s', (href) => {
  expect(parseRestreamUrl(href)).toMatchObject({
    ok: false,
    message: { code: 'restream-playlist' },
  })
})
