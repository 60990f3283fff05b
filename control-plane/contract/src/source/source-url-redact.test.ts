import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskUrl } from './source-mask.ts'
import { redactText } from './source-url-redact.ts'

describe('redactText', () => {
  it('hides the secrets of addresses inside a sentence, and keeps the sentence', () => {
    expect(
      redactText('Connection to srt://h:9000?passphrase=secret123456 failed: Input/output error'),
    ).toBe('Connection to srt://h:9000?passphrase=*** failed: Input/output error')
    expect(redactText("Opening 'http://h/s1.ts?token=abc' for reading")).toBe(
      "Opening 'http://h/***.ts?***' for reading",
    )
  })

  it('hides parts of a known address that stand on their own, also decoded', () => {
    const url = 'rtsp://joe:p%40ssword@h/ch?token=tok%20en1'
    expect(redactText('auth joe failed with p@ssword, p%40ssword and tok en1', [{ url }])).toBe(
      'auth joe failed with ***, *** and ***',
    )
    expect(redactText('stream STREAMKEY not found', [{ url: 'rtmp://h/live/STREAMKEY' }])).toBe(
      'stream *** not found',
    )
  })

  it('hides what is sent with the address, wherever it stands', () => {
    const source = {
      url: 'https://h/a.m3u8',
      userAgent: 'box 7/secret',
      referer: 'https://panel.example/?k=1',
      headers: [{ name: 'Authorization', value: "Bearer a'b c" }],
    }
    const text = "-user_agent 'box 7/secret' -headers \"Authorization: Bearer a'b c\""
    expect(redactText(text, [source])).toBe('-user_agent \'***\' -headers "Authorization: ***"')
    expect(redactText(`Referer: ${source.referer}`, [source])).toBe('Referer: ***')
  })

  it.each([
    ['GET /live.ts?pw=x&mode=caller HTTP/1.1', 'GET /live.ts?pw=***&mode=caller HTTP/1.1'],
    ['http://h/a.m3u8?hunter2 gone', 'http://h/***.m3u8?*** gone'],
    ['GET /a.m3u8?Zx81=1', 'GET /a.m3u8?***=***'],
    ['Authorization: Basic dTpw, next', 'Authorization: ***'],
    ['{"cookie":"a=\\"b\\"; c","ms":5}', '{"cookie":***,"ms":5}'],
    ['asks for Basic dXNlcjpw', 'asks for Basic ***'],
    ['password=hunter2, code 5', 'password=***, code 5'],
    ['as joe:hunter2@h:80', 'as ***@h:80'],
    ['at handle (file:///app/dist/main.js:7:1)', null],
    ['a Basic stream of key frames, keyint=250: pass 1', null],
    ['[h264 @ 0x1] non-existing PPS 0 referenced at 12:30:01', null],
    ['Stream #0:1[0x101](tur): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz', null],
  ])('of %s shows what lets nobody in', (text, shown) => {
    expect(redactText(text)).toBe(shown ?? text)
  })

  it('takes no longer for a hostile text than its length asks for', () => {
    const texts = ['a.'.repeat(4000), 'a:'.repeat(4000), '?a='.repeat(3000), 'token'.repeat(1600)]
    const parts = texts.map((text) => redactText(text).length)
    expect(parts.every((length) => length < 40_000)).toBe(true)
  })

  it('hides a streamid that FFmpeg prints decoded', () => {
    const url = 'srt://h:9000?streamid=%23!::r=live/cam1,u=joe,s=s3cret'
    expect(redactText("id '#!::r=live/cam1,u=joe,s=s3cret'", [{ url }])).toBe("id '***'")
  })

  it('never lets a password through', () => {
    const word = fc.stringMatching(/^[A-Z]{8,20}$/)
    fc.assert(
      fc.property(word, fc.constantFrom('http', 'rtsp', 'rtmp', 'srt'), (password, scheme) => {
        const url = `${scheme}://user:${password}@host:9000/a?passphrase=${password}`
        return (
          !maskUrl(url).includes(password) &&
          !redactText(`x ${url}, ${password}`, [{ url }]).includes(password)
        )
      }),
    )
  })
})

it('a filter of FFmpeg that has a name is no address with a password: the command is shown as it is', () => {
  const graph =
    '[0:v:0]split[seen][picture];[seen]framestep=125,showinfo@source=checksum=0,nullsink;' +
    '[picture]scale=w=640:h=360,setsar=1[main];[main][logo]overlay@logo=x=0:y=0[v0]'
  expect(redactText(`-filter_complex '${graph}'`)).toBe(`-filter_complex '${graph}'`)
  expect(redactText('reads joe:hunter2@cam.example:554')).toBe('reads ***@cam.example:554')
})
