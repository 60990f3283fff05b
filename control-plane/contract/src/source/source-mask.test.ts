import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { SourceId } from '../ids.ts'
import { isMasked } from '../mask.ts'
import { bareSource, bareUrl, maskSource, maskUrl } from './source-mask.ts'
import { parseSourceUrl } from './source-url.ts'

/** An address, as who may edit its channel sees it, and as everybody else does. */
const SHOWN = [
  ['http://user:p%40ss@h/x', 'http://***@h/***', 'http://h'],
  ['rtsp://admin@h:554/x', 'rtsp://***@h:554/***', 'rtsp://h'],
  ['rtsp://h/ch?tcp', 'rtsp://h/***?tcp', 'rtsp://h'],
  ['rtsp://h/ch?pin=1&tcp&x', 'rtsp://h/***?***&tcp', 'rtsp://h'],
  [
    'srt://h:9000?passphrase=secret123456&latency=20000',
    'srt://h:9000?passphrase=***&latency=20000',
    'srt://h',
  ],
  ['srt://h:9000?streamid=publish:key', 'srt://h:9000?streamid=***', 'srt://h'],
  [
    'srt://h:9000?streamid=#!::r=live/a,u=joe,s=pw&latency=200000',
    'srt://h:9000?streamid=***&latency=200000',
    'srt://h',
  ],
  [
    'srt://:9000?mode=listener&passphrase=a#b@c:d/e?f+1',
    'srt://:9000?mode=listener&passphrase=***',
    'srt://',
  ],
  ['srt://h:9000?latency=hunter2', 'srt://h:9000?latency=***', 'srt://h'],
  ['rtmp://h/live/STREAMKEY', 'rtmp://h/***', 'rtmp://h'],
  ['rtmp://h/KEY', 'rtmp://h/***', 'rtmp://h'],
  ['rtmps://h:443/app/inst/KEY?auth=1', 'rtmps://h:443/***?***', 'rtmps://h'],
  ['https://h/a.m3u8?token=abc&quality=hd', 'https://h/***.m3u8?***', 'https://h'],
  ['https://h/a.m3u8?pw=x', 'https://h/***.m3u8?***', 'https://h'],
  ['https://h/a.ts?pin=1', 'https://h/***.ts?***', 'https://h'],
  ['https://h/a.ts?hunter2', 'https://h/***.ts?***', 'https://h'],
  ['https://h/a.ts?latency=20000', 'https://h/***.ts?***', 'https://h'],
  ['http://h:8080/live/joe/hunter2/123.ts', 'http://h:8080/***.ts', 'http://h'],
  ['http://h/joe/hunter2/123', 'http://h/***', 'http://h'],
  ['http://h/play.hunter2', 'http://h/***', 'http://h'],
  ['http://h', 'http://h', 'http://h'],
  ['http://h/', 'http://h/', 'http://h'],
  ['http://h/x.ts|User-Agent=a&token=b', 'http://h/***', 'http://h'],
  [
    'udp://239.1.1.1:1234?fifo_size=50000',
    'udp://239.1.1.1:1234?fifo_size=50000',
    'udp://239.1.1.1',
  ],
  ['udp://@239.1.1.1:1234', 'udp://@239.1.1.1:1234', 'udp://239.1.1.1'],
  ['udp://:5004?localaddr=10.0.0.5', 'udp://:5004?localaddr=10.0.0.5', 'udp://'],
  ['rtp://@:5004', 'rtp://@:5004', 'rtp://'],
  ['rtsp://admin:p@ss@h:554/1', 'rtsp://***@h:554/***', 'rtsp://h'],
  ['http://[2001:db8::1]:80/x', 'http://[2001:db8::1]:80/***', 'http://[2001:db8::1]'],
  ['http://h/x#token', '***', '***'],
  ['rtsp://admin:p@ss#1@h/x', '***', '***'],
  ['testcard://1280x720@25', 'testcard://1280x720@25', 'testcard://1280x720@25'],
  ['testcard://hunter2/x', 'testcard://hunter2/***', 'testcard://hunter2'],
  ['user:password@host', '***', '***'],
  ['hunter2', '***', '***'],
] as const

it.each(SHOWN)('%s is shown as %s to an editor, and as %s to others', (url, masked, bare) => {
  expect([maskUrl(url), bareUrl(url)]).toEqual([masked, bare])
})

const word = fc
  .stringMatching(/^[A-Z][A-Za-z0-9~!$'()*+;_-]{3,12}$/)
  .filter((text) => !isMasked(text))
const address = fc
  .tuple(
    fc.constantFrom('http', 'https', 'rtmp', 'rtmps', 'rtsp', 'rtsps', 'srt', 'udp', 'rtp'),
    fc.option(fc.tuple(word, word)),
    fc.array(word, { maxLength: 4 }),
    fc.constantFrom('', '.ts', '.m3u8', '.php'),
    fc.array(fc.tuple(word, fc.option(word)), { maxLength: 3 }),
  )
  .map(([scheme, user, path, extension, query]) => {
    const login = user ? `${user.join(':')}@` : ''
    const options = query.map(([name, value]) => (value === null ? name : `${name}=${value}`))
    const url =
      `${scheme}://${login}h.example:9000${path.map((part) => `/${part}`).join('')}` +
      `${path.length > 0 ? extension : ''}${options.length > 0 ? `?${options.join('&')}` : ''}`
    return {
      url,
      secrets: [...(user ?? []), ...path, ...query.flat().filter((one) => one !== null)],
    }
  })

describe('whatever an address has in it', () => {
  test('nothing of it but scheme, host, port and kind is shown', () => {
    fc.assert(
      fc.property(address, ({ url, secrets }) => {
        const shown = maskUrl(url) + bareUrl(url)
        return secrets.every((secret) => !shown.includes(secret))
      }),
    )
  })

  test('what is shown stays as it is when it is masked again, and shows others as little', () => {
    fc.assert(
      fc.property(address, ({ url }) => {
        const masked = maskUrl(url)
        expect([maskUrl(masked), bareUrl(masked)]).toEqual([masked, bareUrl(url)])
      }),
    )
  })

  test('what has a mask in it is refused as an address, so none is ever stored', () => {
    fc.assert(
      fc.property(address, ({ url }) => {
        const masked = maskUrl(url)
        expect(isMasked(masked) && parseSourceUrl(masked).ok).toBe(false)
      }),
    )
    expect(parseSourceUrl('http://h/***.ts')).toMatchObject({ code: 'masked' })
  })
})

test('of what is sent with an address an editor sees that it is there, and others nothing', () => {
  const source = {
    id: SourceId.parse('0b6bb0d6-5d4c-4b59-8a0d-6a0b5a1f2d10'),
    url: 'https://h/a.m3u8',
    program: 3,
    userAgent: 'box/hunter2',
    referer: 'https://panel.example/?k=hunter2',
    headers: [{ name: 'X-Token', value: 'hunter2' }],
  }
  const { id, program } = source
  expect(maskSource(source)).toEqual({
    id,
    program,
    url: 'https://h/***.m3u8',
    userAgent: '***',
    referer: '***',
    headers: [{ name: 'X-Token', value: '***' }],
  })
  expect(bareSource(source)).toEqual({ id, program, url: 'https://h' })
})
