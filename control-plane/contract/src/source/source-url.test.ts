import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../messages/in-english.ts'
import { parseSourceUrl } from './source-url.ts'

function href(text: string): string | null {
  const parsed = parseSourceUrl(text)
  return parsed.ok ? parsed.href : null
}

function code(text: string): string {
  const parsed = parseSourceUrl(text)
  return parsed.ok ? 'ok' : parsed.code
}

function message(text: string): string {
  const parsed = parseSourceUrl(text)
  return parsed.ok ? '' : inEnglish(parsed.message)
}

describe('parseSourceUrl', () => {
  it.each([
    ['https://example.com/live.m3u8'],
    ['http://example.com:8080/live.ts?token=a%20b'],
    ['http://example.com:80/a/../b?x=1|2&y={z}'],
    ['http://example.com/yayın/canlı.m3u8'],
    ['http://example.com'],
    ['rtmp://example.com/live/key'],
    ['rtmp://example.com/app/inst/stream?user=a&pass=b'],
    ['rtmps://example.com/live/key'],
    ['rtsp://user:p%40ss%231@example.com/ch1'],
    ['rtsp://user:p@ss@example.com/ch1'],
    ['rtsp://example.com:8554/cam?tcp'],
    ['rtsp://example.com:8554/cam?udp'],
    ['rtsp://example.com:8554/cam?transport=udp&channel=1'],
    ['rtsps://example.com/ch1'],
    ['srt://example.com:9000?streamid=a,b&passphrase=secret123456'],
    ['srt://example.com:9000?streamid=#!::r=live/cam1,m=request'],
    ['srt://example.com:9000?streamid=%23!::r=live/cam1,m=request'],
    ['srt://example.com:9000?streamid=read:cam1:user:p+a/s?s@1'],
    [
      'srt://example.com:9000?mode=caller&transtype=live&streamid=a.b,mode:request,token:x&pkt_size=1316',
    ],
    ['srt://example.com:9000/?latency=2000000&tlpktdrop=1&tsbpd=1&timeout=5000000&pbkeylen=16'],
    ['srt://:9000?mode=listener'],
    ['srt://0.0.0.0:9000?mode=listener&passphrase=0123456789'],
    ['udp://239.1.2.3:1234?fifo_size=50000'],
    ['udp://@239.1.2.3:5004?localaddr=192.168.1.5&ttl=2'],
    ['udp://@:5004'],
    ['udp://:5004'],
    ['udp://@[ff15::1]:5004'],
    ['rtp://@239.1.2.3:5004'],
    ['rtp://239.1.2.3:5004?localaddr=127.0.0.1'],
    ['rtp://@:5004'],
    ['testcard://1280x720@25'],
  ])('admits %s and keeps it as it is written', (text) => {
    expect(href(text)).toBe(text)
  })

  it('changes only what is read the same: the case of a scheme, and the host that is connected to', () => {
    expect(href('HTTP://127.0.0.1:8001/Live.TS')).toBe('http://127.0.0.1:8001/Live.TS')
    expect(href('  http://EXAMPLE.com/ ')).toBe('http://example.com/')
    expect(href('UDP://@239.1.2.3:1234')).toBe('udp://@239.1.2.3:1234')
    expect(href('testcard://640x360')).toBe('testcard://640x360@25')
    expect(href('http://2130706433/')).toBe('http://127.0.0.1/')
    expect(href('http://0x7f.1/')).toBe('http://127.0.0.1/')
    expect(href('http://１２７.0.0.1/')).toBe('http://127.0.0.1/')
    expect(href('http://yayın.example/')).toBe('http://xn--yayn-nza.example/')
  })

  it('keeps every character behind the host, or refuses the address', () => {
    const character = fc.oneof(
      fc.constantFrom(...`#?@:/%&=+|\\'"<>[]{}~^;,. 1aé`.split('')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    const tail = fc.array(character, { maxLength: 12 }).map((all) => all.join(''))
    const head = fc.constantFrom(
      'http://h.example:8000/',
      'rtsp://u:p@h.example/',
      'rtmp://h.example/live/',
      'srt://h.example:9000?streamid=',
      'udp://@239.1.2.3:5004',
      'rtp://@:5004',
    )
    fc.assert(
      fc.property(head, tail, (before, behind) => {
        const text = before + behind
        const found = href(text)
        return found === null || found === text.replace(/ +$/, '')
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps a user name and password to the last character, or says how to write them', () => {
    const character = fc.constantFrom(...`#?@:/%&=+|\\'"[]{}~^;,.1aZé`.split(''))
    const password = fc.array(character, { minLength: 1, maxLength: 10 }).map((all) => all.join(''))
    fc.assert(
      fc.property(password, (secret) => {
        const text = `rtsp://admin:${secret}@h.example:554/1`
        const parsed = parseSourceUrl(text)
        if (!parsed.ok) return !inEnglish(parsed.message).includes(secret) || secret.length < 3
        // A slash ends the host by every reading of addresses; what is behind it is a path.
        return parsed.href === text && (parsed.hostname === 'h.example' || /[/?]/.test(secret))
      }),
      { numRuns: 2000 },
    )
    expect(code('rtsp://admin:p@ss#1@127.0.0.1:554/x')).toBe('hash')
    expect(message('rtsp://admin:p@ss#1@127.0.0.1:554/x')).toContain('%23')
    expect(message('rtsp://admin:pa/ss@127.0.0.1/x')).toContain('%2F')
    expect(message('rtsp://admin:100%@127.0.0.1/x')).toContain('%25')
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
    'httpproxy://example.com/',
    'ipfs://cid',
    'sftp://example.com/a',
    'ftp://127.0.0.1/',
    'tcp://0.0.0.0:9000?listen',
    'movie=/etc/passwd',
    'lavfi',
    '-i',
    '-version',
    '--help',
    '-protocol_whitelist file',
    'javascript:alert(1)',
    '__proto__',
    'constructor://example.com/',
    'http:\\\\example.com\\x',
    'http://example.com\\@127.0.0.1/',
    'udp://239.1.2.3:5004/etc/passwd',
    'rtp://127.0.0.1:5004?localport=22',
  ])('refuses %s', (text) => {
    expect(parseSourceUrl(text).ok).toBe(false)
  })

  it('names the schemes that are allowed, and for others of the trade what to write', () => {
    expect(parseSourceUrl('ftp://example.com/a')).toMatchObject({ ok: false, code: 'scheme' })
    expect(message('ftp://example.com/a')).toMatch(
      /http, https, rtmp, rtmps, rtsp, rtsps, srt, udp or rtp/,
    )
    expect(message('rtspu://h/cam')).toMatch(/rtsp:\/\/ .*UDP/)
    expect(message('rtmpt://h/live/x')).toContain('rtmp://')
    expect(message('igmp://@239.1.2.3:5004')).toContain('udp://@239.1.2.3:5004')
    expect(message('hls+http://h/x.m3u8')).toContain('http://')
    expect(message('mms://h/x')).toContain('rtsp://')
    expect(message('rist://h:5000')).toContain('SRT')
    expect(message('tcp://h:5000')).toContain('HTTP')
    expect(code('https://www.youtube.com/watch?v=abc')).toBe('page')
    expect(code('https://youtu.be/abc')).toBe('page')
    expect(code('https://notyoutube.com/abc.m3u8')).toBe('ok')
  })

  it('asks for what other players write behind an address to be put into the fields', () => {
    for (const text of [
      'http://h/live.ts|User-Agent=VLC/3.0.20',
      'http://h/live.ts#User-Agent=VLC',
      'http://h/live.ts :http-user-agent=VLC',
      'http://h/live.ts|Referer=http%3A%2F%2Fa&x-token=secret1',
    ]) {
      expect(code(text), text).toBe('fields')
      expect(message(text)).toContain('userAgent')
      expect(message(text)).not.toContain('secret1')
    }
    expect(code('rtmp://h/live/stream live=1 token=x')).toBe('spaces')
    expect(message('rtmp://h/live/stream live=1 token=x')).toContain('live=1')
    expect(message('http://h/live stream.ts')).toContain('%20')
  })

  it('refuses control characters, and their encoded forms, instead of dropping them', () => {
    for (const text of [
      'rtsp://127.0.0.1:6379/x\r\nSET x 1\r\n',
      'http://example.com/a\tb',
      'http://example.com/a\0',
      'http://example.com/%0d%0aSET',
      'http://example.com/%00',
      'srt://example.com:9000?streamid=a%0d%0ab',
      'http://example.com/a\u0085b',
      'http://example.com/\u202Egnp.ts',
      'http://example.com/\ud800',
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
      'http://h:port/',
      'srt://:9000',
    ])
      expect(parseSourceUrl(text).ok, text).toBe(false)
    expect(code('')).toBe('empty')
    expect(code('   ')).toBe('empty')
    expect(code(`http://example.com/${'a'.repeat(2048)}`)).toBe('too-long')
    expect(code(`rtmp://example.com/live/${'a'.repeat(1000)}`)).toBe('too-long')
    expect(code(`rtsp://u:${'a'.repeat(130)}@example.com/`)).toBe('too-long')
    expect(code('rtmp://h%61st/live/x')).toBe('host')
    expect(code('srt://?mode=listener')).not.toBe('ok')
    expect(code('http://h/x#t=10s')).not.toBe('ok')
  })

  it.each([0, 22, 25, 5432, 6379, 2375, 11_211, 1023 - 500])('refuses port %i', (port) => {
    expect(code(`rtmp://example.com:${port}/live/x`)).toBe('port')
    expect(code(`udp://@:${port}`)).toBe('port')
  })

  it('refuses a port that cannot be', () => {
    expect(code('http://example.com:65536/')).toBe('port')
    expect(code('http://example.com:123456/')).toBe('not-an-address')
  })

  it('admits the ports streams come from', () => {
    for (const port of [80, 81, 443, 554, 1935, 8000, 8080, 9000, 40_000, 65_535])
      expect(code(`http://example.com:${port}/`), String(port)).toBe('ok')
  })

  it('asks for the port where a scheme has none of its own', () => {
    expect(code('srt://example.com')).toBe('port')
    expect(code('udp://239.1.1.1')).toBe('port')
    expect(code('rtp://@')).toBe('port')
    expect(parseSourceUrl('rtsp://example.com/x')).toMatchObject({ port: 554 })
    expect(parseSourceUrl('rtmp://example.com/x/y')).toMatchObject({ port: 1935 })
  })

  it('refuses unknown options of SRT, UDP and RTP, and numbers out of bounds, saying the bounds', () => {
    expect(code('srt://h:9000?loglevel=7')).toBe('options')
    expect(code('srt://h:9000?__proto__=7')).toBe('options')
    expect(code('srt://h:9000?latency=200000&latency=300000')).toBe('options')
    expect(code('srt://h:9000?latency=abc')).toBe('options')
    expect(code('srt://h:9000?passphrase=short')).toBe('options')
    expect(message('srt://h:9000?passphrase=short')).not.toContain('short')
    expect(code('srt://h:9000?streamid=100%')).toBe('options')
    expect(message('srt://h:9000?latency=2000')).toContain('latency=2000000 for 2000 ms')
    expect(message('srt://h:9000?latency=120')).toContain('latency=120000 for 120 ms')
    expect(message('srt://h:9000?latency=99999999')).toContain('20000 to 8000000')
    expect(message('srt://h:9000?connect_timeout=3000000')).toContain('milliseconds')
    expect(code('srt://h:9000?mode=rendezvous')).toBe('options')
    expect(code('srt://user:pass@h:9000')).toBe('user')
    expect(code('srt://h:9000/live/cam1')).toBe('options')
    expect(code('udp://239.0.0.1:1234?listen=1')).toBe('options')
    expect(code('udp://239.0.0.1:1234?localaddr=eth0;rm')).toBe('options')
    expect(code('udp://239.0.0.1:1234?fifo_size=999999999')).toBe('options')
    expect(message('udp://eth0@239.0.0.1:1234')).toContain('localaddr')
    expect(message('udp://10.0.0.9@239.0.0.1:1234')).toContain('sources')
  })

  it('leaves TCP or UDP of RTSP to FFmpeg’s own words, and refuses those that open more', () => {
    expect(code('rtsp://h/x?multicast')).toBe('options')
    expect(code('rtsp://h/x?listen')).toBe('options')
    expect(code('rtsp://h/x?channel=1&subtype=0')).toBe('ok')
  })

  it('says what is received on a port of the host', () => {
    const listens = (text: string) => {
      const parsed = parseSourceUrl(text)
      return parsed.ok && parsed.listens
    }
    expect(listens('udp://127.0.0.1:5000')).toBe(true)
    expect(listens('udp://@:5000')).toBe(true)
    expect(listens('rtp://@:5000')).toBe(true)
    expect(listens('srt://:9000?mode=listener')).toBe(true)
    expect(listens('srt://h:9000')).toBe(false)
    expect(listens('udp://@239.1.1.1:5000')).toBe(false)
    expect(listens('rtp://[ff15::1]:5000')).toBe(false)
    expect(listens('http://h/x?listen=1')).toBe(false)
  })

  it('gives the host without brackets, and the address on which all is received', () => {
    expect(parseSourceUrl('http://[::1]:8080/')).toMatchObject({ hostname: '::1', port: 8080 })
    expect(parseSourceUrl('srt://[::ffff:7f00:1]:9000')).toMatchObject({
      hostname: '::ffff:7f00:1',
    })
    expect(parseSourceUrl('udp://@:5004')).toMatchObject({ hostname: '0.0.0.0', port: 5004 })
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
          !parsed.ok || /^(https?|rtmps?|rtsps?|srt|udp|rtp|testcard):\/\/[^\s]+$/.test(parsed.href)
        )
      }),
    )
  })
})
