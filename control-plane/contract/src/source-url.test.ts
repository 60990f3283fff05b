import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSourceUrl } from './source-url.ts'

function href(text: string): string | null {
  const parsed = parseSourceUrl(text)
  return parsed.ok ? parsed.href : null
}

function code(text: string): string {
  const parsed = parseSourceUrl(text)
  return parsed.ok ? 'ok' : parsed.code
}

describe('parseSourceUrl', () => {
  it.each([
    ['https://example.com/live.m3u8'],
    ['http://example.com:8080/live.ts?token=a%20b'],
    ['rtmp://example.com/live/key'],
    ['rtmps://example.com/live/key'],
    ['rtsp://user:p%40ss@example.com/ch1'],
    ['rtsps://example.com/ch1'],
    ['srt://example.com:9000?streamid=a,b&passphrase=secret123456'],
    ['udp://239.1.2.3:1234?fifo_size=50000'],
    ['testcard://1280x720@25'],
  ])('admits %s as it is written', (text) => {
    expect(href(text)).toBe(text)
  })

  it('gives the one form that is stored and run', () => {
    expect(href('HTTP://EXAMPLE.com:80/a/../b?x=1#frag')).toBe('http://example.com/b?x=1')
    expect(href('  http://example.com/  ')).toBe('http://example.com/')
    expect(href('udp://@239.1.2.3:1234')).toBe('udp://239.1.2.3:1234')
    expect(href('testcard://640x360')).toBe('testcard://640x360@25')
    expect(href('http://2130706433/')).toBe('http://127.0.0.1/')
    expect(href('http://0x7f.1/')).toBe('http://127.0.0.1/')
    expect(href('http://１２７.0.0.1/')).toBe('http://127.0.0.1/')
  })

  it('is stable: parsing its own form again changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const first = href(url)
        return first === null || href(first) === first
      }),
      { examples: [['http://a.aa??'], ['http://a.aa?'], ['http://a.aa???x'], ['http://a.aa?&']] },
    )
  })

  it.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    '/etc/passwd',
    '../../x',
    'concat:/a.ts|/b.ts',
    'concatf:list',
    'subfile,,start,0,end,0,,:/etc/passwd',
    'async:cache:/f',
    'crypto:/f',
    'data:video/mp4;base64,AA',
    'pipe:0',
    'fd:0',
    'unix:/run/x.sock',
    'tee:a|b',
    'gopher://127.0.0.1:6379/9/',
    'hls+http://example.com/a.m3u8',
    'httpproxy://example.com/',
    'ipfs://cid',
    'sftp://example.com/a',
    'ftp://127.0.0.1/',
    'tcp://0.0.0.0:9000?listen',
    'rtp://239.1.1.1:5000',
    'movie=/etc/passwd',
    'lavfi',
    '-i',
    '-version',
    '--help',
    '-protocol_whitelist file',
    'javascript:alert(1)',
    '__proto__',
  ])('refuses %s', (text) => {
    expect(parseSourceUrl(text).ok).toBe(false)
  })

  it('names the schemes that are allowed', () => {
    const parsed = parseSourceUrl('ftp://example.com/a')
    expect(parsed).toMatchObject({ ok: false, code: 'scheme' })
    expect(parsed.ok ? '' : parsed.message).toMatch(
      /http, https, rtmp, rtmps, rtsp, rtsps, srt or udp/,
    )
  })

  it('refuses control characters, spaces and their encoded forms instead of dropping them', () => {
    for (const text of [
      'rtsp://127.0.0.1:6379/x\r\nSET x 1\r\n',
      'http://example.com/a\tb',
      'http://example.com/a\0',
      'http://example.com/%0d%0aSET',
      'http://example.com/%00',
      'http://example.com/a\u0085b',
      'http://example.com/\u202Egnp.ts',
      'rtmp://h/a live=1 swfUrl=x',
    ])
      expect(code(text), JSON.stringify(text)).toBe('control-characters')
  })

  it('refuses what is not a whole address', () => {
    for (const text of [
      'http:',
      'http://',
      'https:example.com',
      'http:///a',
      'http://[::1',
      'rtmp:/a',
    ])
      expect(parseSourceUrl(text).ok, text).toBe(false)
    expect(code('')).toBe('empty')
    expect(code('   ')).toBe('empty')
    expect(code(`http://example.com/${'a'.repeat(2048)}`)).toBe('too-long')
    expect(code('rtmp://h%61st/live/x')).toBe('host')
    expect(code('srt://?mode=listener')).not.toBe('ok')
  })

  it.each([0, 22, 25, 5432, 6379, 2375, 11_211, 1023 - 500])('refuses port %i', (port) => {
    expect(code(`rtmp://example.com:${port}/live/x`)).toBe('port')
  })

  it('refuses a port that cannot be', () => {
    expect(code('http://example.com:65536/')).toBe('not-an-address')
  })

  it('admits the ports streams come from', () => {
    for (const port of [80, 81, 443, 554, 1935, 8000, 8080, 9000, 40_000, 65_535])
      expect(code(`http://example.com:${port}/`), String(port)).toBe('ok')
  })

  it('asks for the port where a scheme has none of its own', () => {
    expect(code('srt://example.com')).toBe('port')
    expect(code('udp://239.1.1.1')).toBe('port')
    expect(parseSourceUrl('rtsp://example.com/x')).toMatchObject({ port: 554 })
    expect(parseSourceUrl('rtmp://example.com/x/y')).toMatchObject({ port: 1935 })
  })

  it('refuses unknown options of SRT and UDP and moves numbers into bounds', () => {
    expect(code('srt://h:9000?loglevel=7')).toBe('options')
    expect(code('srt://h:9000?__proto__=7')).toBe('options')
    expect(code('srt://h:9000?latency=1&latency=2')).toBe('options')
    expect(code('srt://h:9000?latency=abc')).toBe('options')
    expect(code('srt://h:9000?passphrase=short')).toBe('options')
    expect(href('srt://h:9000?latency=99999999')).toBe('srt://h:9000?latency=8000000')
    expect(code('udp://239.0.0.1:1234?listen=1')).toBe('options')
    expect(code('udp://239.0.0.1:1234?localaddr=eth0;rm')).toBe('options')
    expect(href('udp://@239.0.0.1:1234?localaddr=10.0.0.2&fifo_size=999999999')).toBe(
      'udp://239.0.0.1:1234?localaddr=10.0.0.2&fifo_size=100000',
    )
  })

  it('refuses RTSP options that would leave TCP', () => {
    expect(code('rtsp://h/x?udp')).toBe('options')
    expect(code('rtsp://h/x?multicast')).toBe('options')
    expect(code('rtsp://h/x?channel=1&subtype=0')).toBe('ok')
  })

  it('refuses a source that waits for a caller unless the policy allows it', () => {
    const text = 'srt://0.0.0.0:9000?mode=listener'
    expect(code(text)).toBe('listener')
    expect(parseSourceUrl(text, { listen: true })).toMatchObject({ ok: true, listens: true })
    expect(code('srt://h:9000?mode=rendezvous')).toBe('options')
  })

  it('says that unicast UDP is received on a port of the host', () => {
    expect(parseSourceUrl('udp://127.0.0.1:5000')).toMatchObject({ listens: true })
    expect(parseSourceUrl('udp://239.1.1.1:5000')).toMatchObject({ listens: false })
    expect(parseSourceUrl('http://h/x?listen=1')).toMatchObject({ listens: false })
  })

  it('gives the host without brackets', () => {
    expect(parseSourceUrl('http://[::1]:8080/')).toMatchObject({ hostname: '::1', port: 8080 })
    expect(parseSourceUrl('srt://[::ffff:7f00:1]:9000')).toMatchObject({
      hostname: '::ffff:7f00:1',
    })
  })

  it('refuses test cards that cannot be made', () => {
    for (const card of ['1281x720@25', '1280x720@0', '1280x720@61', '10x10', '9999x9999', 'x', ''])
      expect(code(`testcard://${card}`), card).toBe('test-card')
    expect(code('testcard://1280x720@25:movie=/etc/passwd')).toBe('test-card')
  })

  it('never throws, and everything it admits has an allowed scheme and no white space', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        const parsed = parseSourceUrl(text)
        return (
          !parsed.ok || /^(https?|rtmps?|rtsps?|srt|udp|testcard):\/\/[^\s]+$/.test(parsed.href)
        )
      }),
    )
  })
})
