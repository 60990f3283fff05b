import { describe, expect, it, test } from 'vitest'
import { messageOf } from './catalogue.ts'
import { english } from './en.ts'
import { ENGLISH, inEnglish } from './in-english.ts'
import { TURKISH } from './in-turkish.ts'
import { type MessageParam, MessageParamsOnWire } from './message.ts'
import { renderMessage, renderOr } from './render.ts'

const KINDS: Readonly<Record<string, MessageParam>> = {
  whole: 7,
  number: 2.5,
  two: 0.5,
  thousands: 1500,
  note: 404,
  message: messageOf('called-off'),
  list: [messageOf('called-off'), messageOf('room-nowhere')],
  sentences: [messageOf('called-off')],
}

describe.each(Object.entries(english))('%s', (code, text) => {
  const own = paramsOf(text)
  const params = Object.fromEntries(
    own.map(([name, kind]) => [name, kind === undefined ? `<${name}>` : (KINDS[kind] ?? null)]),
  )

  it('is said in both languages with every param', () => {
    expect(new Set(paramsOf(TURKISH.texts[code] ?? '').map(String))).toEqual(
      new Set(own.map(String)),
    )
    for (const language of [ENGLISH, TURKISH]) {
      const said = renderMessage(language, { code, params }) ?? ''
      expect(said).not.toMatch(/\{\{|undefined/)
      expect(said.trim()).not.toBe('')
      for (const [name, kind] of own) if (kind === undefined) expect(said).toContain(`<${name}>`)
    }
  })

  it('can be read from the wire', () => {
    expect(MessageParamsOnWire.safeParse(params).success).toBe(true)
  })
})

test('Turkish has no code that English lacks', () => {
  expect(Object.keys(TURKISH.texts).toSorted()).toEqual(Object.keys(english).toSorted())
})

test('no text is left in English', () => {
  const own = Object.entries(english).filter(([, text]) =>
    /\p{L}{2}/u.test(text.replaceAll(/\{\{[^}]*\}\}/g, '')),
  )
  expect(own.filter(([code, text]) => TURKISH.texts[code] === text)).toEqual([])
})

test('no two codes say the same in English', () => {
  const told = Object.entries(english).filter(([, text]) => !/^"?\{\{\w+(:\w+)?\}\}"?$/.test(text))
  const shared = told.map(([, text]) => text)
  const repeated = shared.filter((text, index) => shared.indexOf(text) !== index)
  expect(repeated.filter((text) => text !== '{{name}} {{cores:two}}')).toEqual([])
})

describe('figures', () => {
  const room = messageOf('no-capacity', {
    lack: messageOf('room-cores', { needed: 0.5, free: 0.26, usable: 1.76 }),
    details: [
      messageOf('room-held', {
        holders: [
          messageOf('room-holder', { name: 'Kanal 2, 1.50 Mb/s', cores: 1 }),
          messageOf('room-more-holders', { count: 3 }),
        ],
      }),
      messageOf('room-others', { cores: 1.4 }),
    ],
  })

  it('are written in the way of the language, and names as they are', () => {
    expect(inEnglish(room)).toBe(
      'This host has no room for it. It needs 0.50 cores and 0.26 of 1.76 are free. In use: Kanal 2, 1.50 Mb/s 1.00, 3 more. Other programs take 1.40. It starts by itself when there is room.',
    )
    expect(renderMessage(TURKISH, room)).toBe(
      'Sunucuda yer yok: 0,50 çekirdek gerekiyor, 1,76 çekirdekten 0,26 boş. Kullananlar: Kanal 2, 1.50 Mb/s 1,00; 3 kanal daha. Başka programlar 1,40 çekirdek kullanıyor. Yer açılınca kendiliğinden başlar.',
    )
  })

  it('stay whole over the wire', () => {
    const params = MessageParamsOnWire.parse(JSON.parse(JSON.stringify(room.params)))
    expect(renderMessage(TURKISH, { code: 'no-capacity', params })).toBe(
      renderMessage(TURKISH, room),
    )
  })

  it('leave sentences out that are not there', () => {
    const bare = messageOf('no-capacity', { lack: messageOf('room-nowhere'), details: [] })
    expect(inEnglish(bare)).toBe(
      'No host has room for this channel. It starts by itself when there is room.',
    )
  })

  it('are left out where they are not known', () => {
    expect(inEnglish(messageOf('ended', { exit: null }))).toBe(
      'FFmpeg ended by itself. Its log says more.',
    )
    expect(inEnglish(messageOf('ended', { exit: 137 }))).toContain('by itself (137).')
  })
})

describe('what a reader does not know', () => {
  it('is said as it came', () => {
    const message = 'Something new.'
    expect(renderOr(TURKISH, { code: 'new-code', params: {}, message })).toBe(message)
    expect(renderOr(TURKISH, { code: 'constructor', params: {}, message })).toBe(message)
  })

  it('is said in the words of an older peer where by now it is a message', () => {
    const detail = 'it is not in the snapshot.'
    const older = { code: 'logo-missing', params: { detail }, message: 'The logo is not here.' }
    expect(renderOr(TURKISH, older)).toContain(`Logo resmi bu sunucuda yok (${detail})`)
    const now = messageOf('logo-missing', { detail: messageOf('asset-damaged') })
    expect(renderMessage(TURKISH, now)).toContain('(yolda bozuldu)')
  })

  it('is said as it came where an older peer left the params out', () => {
    const message = 'No new segment for 30 s; started again.'
    expect(renderOr(TURKISH, { code: 'stalled', message })).toBe(message)
    expect(renderOr(TURKISH, { code: 'stalled', params: { seconds: '30' }, message })).toBe(message)
    expect(renderOr(TURKISH, { code: 'not-found', message })).toContain('(404)')
  })
})

function paramsOf(text: string): (readonly [string, string | undefined])[] {
  return [...text.matchAll(/\{\{(\w+)(?::(\w+))?\}\}/g)].map(
    ([, name = '', kind]) => [name, kind] as const,
  )
}
