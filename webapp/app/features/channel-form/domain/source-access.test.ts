import { expect, test } from 'vitest'
import { accessKind, NO_ACCESS, readAccess, takeApart, toReading } from './source-access.ts'

const FIELDS: Record<string, string> = {
  'sources.0.userAgent': 'VLC/3.0.20',
  'sources.0.headers.0.name': '',
  'sources.0.headers.0.value': '',
  'sources.0.headers.1.name': 'X-Token',
  'sources.0.headers.1.value': 'secret',
  'sources.0.rtspTransport': 'udp',
}
const access = readAccess((name) => FIELDS[name] ?? '', 'sources.0')

test('what is typed is sent by the kind of the address, and what is empty takes away', () => {
  expect(toReading(access, 'http://h/x')).toEqual({
    userAgent: 'VLC/3.0.20',
    referer: null,
    rtspTransport: null,
    headers: [{ name: 'X-Token', value: 'secret' }],
  })
  expect(toReading(access, 'rtsp://h/x')).toEqual({
    userAgent: null,
    referer: null,
    headers: [],
    rtspTransport: 'udp',
  })
  expect(toReading(NO_ACCESS, 'http://h/x')).toEqual({
    userAgent: null,
    referer: null,
    headers: [],
    rtspTransport: null,
  })
})

test('options behind an address go into the fields, over what was there', () => {
  const taken = takeApart(access, 'http://h/x.ts|User-Agent=Box&x-token=new&Origin=http%3A%2F%2Fa')
  expect(taken?.url).toBe('http://h/x.ts')
  expect(taken?.access).toMatchObject({
    userAgent: 'Box',
    headers: [
      { name: 'x-token', value: 'new' },
      { name: 'Origin', value: 'http://a' },
    ],
  })
  expect(takeApart(access, 'http://h/x.ts')).toBeNull()
})

test('knows which fields an address has', () => {
  expect(accessKind(' HTTPS://h/x')).toBe('headers')
  expect(accessKind('rtsps://h/x')).toBe('transport')
  expect(accessKind('udp://@:5004')).toBe('listens')
  expect(accessKind('srt://:9000?latency=1&mode=listener')).toBe('listens')
  expect(accessKind('udp://@239.1.1.1:5004')).toBeNull()
  expect(accessKind('')).toBeNull()
})
