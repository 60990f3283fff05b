import { expect, it } from 'vitest'
import { takeFieldsApart } from './source-url-fields.ts'

it.each([
  [
    'http://h/live.ts|User-Agent=VLC/3.0.20&Referer=http%3A%2F%2Fa.example%2F',
    { url: 'http://h/live.ts', userAgent: 'VLC/3.0.20', referer: 'http://a.example/', headers: [] },
  ],
  [
    'https://h/a.m3u8?x=1&y=2|X-Token=se=cret&user-agent=Mozilla/5.0 (X11)',
    {
      url: 'https://h/a.m3u8?x=1&y=2',
      userAgent: 'Mozilla/5.0 (X11)',
      headers: [{ name: 'X-Token', value: 'se=cret' }],
    },
  ],
  ['http://h/live.ts#User-Agent=VLC', { url: 'http://h/live.ts', userAgent: 'VLC', headers: [] }],
  [
    'http://h/live.ts :http-user-agent=My TV :http-referrer=http://a.example/',
    { url: 'http://h/live.ts', userAgent: 'My TV', referer: 'http://a.example/', headers: [] },
  ],
])('takes %s apart', (text, fields) => {
  expect(takeFieldsApart(text)).toEqual(fields)
})

it.each([
  'http://h/live.ts',
  'http://h/live.ts?a=1|2',
  'http://h/live.ts#t=10,20',
  'rtmp://h/live/x|User-Agent=a',
  'http://h/live.ts|seekable=0',
  '',
])('leaves %s as it is', (text) => {
  expect(takeFieldsApart(text)?.url === text || takeFieldsApart(text) === null).toBe(true)
})
