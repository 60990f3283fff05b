import { expect, test } from 'vitest'
import { cmcdOfAddress, readCmcd } from './cmcd.ts'

test('what hls.js says of a segment is read', () => {
  const query =
    '?CMCD=bl%3D21300%2Cbr%3D3200%2Cbs%2Cd%3D2000%2Cmtp%3D25400%2Cnor%3D%22..%252Fa%252Cb.ts%22%2Cot%3Dav%2Csf%3Dh%2Csid%3D%226e2fb550-c457-11e9-bb97-0800200c9a66%22%2Cst%3Dl%2Csu'
  expect(readCmcd(cmcdOfAddress(query))).toEqual({
    sessionId: '6e2fb550-c457-11e9-bb97-0800200c9a66',
    isUrgent: true,
    isStarved: true,
    isMedia: true,
    bufferSeconds: 21.3,
    objectSeconds: 2,
    throughputKbps: 25_400,
    rate: 1,
  })
})

test('headers are read joined, with gaps where one is not sent', () => {
  expect(readCmcd(',bl=2100,mtp=500,,sid="x",pr=0,')).toMatchObject({
    sessionId: 'x',
    rate: 0,
    bufferSeconds: 2.1,
    isMedia: false,
    isStarved: false,
  })
})

test('a playlist is no media, and a segment of which the kind is not said is', () => {
  expect(readCmcd('ot=m,sid="x",su')).toMatchObject({ isMedia: false, isUrgent: true })
  expect(readCmcd('d=2000,sid="x"')).toMatchObject({ isMedia: true })
  expect(readCmcd('sid="x"')).toMatchObject({ isMedia: false, throughputKbps: null })
})

test('a quote or a comma in text ends nothing', () => {
  expect(readCmcd('cid="a\\",sid=\\"b,c",sid="x"')).toMatchObject({ sessionId: 'x' })
})

test.each([
  ['nothing', ''],
  ['no session', 'bl=2100,mtp=500'],
  ['an empty session', 'sid=""'],
  ['a session that is too long', `sid="${'x'.repeat(65)}"`],
  ['text that does not end', 'sid="x'],
  ['a buffer of no length', 'sid="x",bl=-1'],
  ['a buffer of a day', 'sid="x",bl=86400000'],
  ['a number that is none', 'sid="x",mtp=1e999'],
  ['a flag with a value', 'sid="x",bs=5'],
  ['more than anybody has to say', `sid="x",cid="${'y'.repeat(5000)}"`],
  ['what is not encoded properly', '%%%'],
])('%s is not read', (_, text) => {
  expect(readCmcd(text)).toBeNull()
  expect(readCmcd(cmcdOfAddress(`?a=1&CMCD=${encodeURIComponent(text)}&b=2`))).toBeNull()
  expect(readCmcd(cmcdOfAddress(`?CMCD=${text}%`))).toBeNull()
})

test('however odd a text is, reading it takes no time', () => {
  const odd = ['"'.repeat(2000), '\\'.repeat(2000), 'a="\\'.repeat(500), ',='.repeat(1000)]
  const began = performance.now()
  for (const text of odd)
    expect(readCmcd(`sid="x",${text}`.slice(0, 2000))?.bufferSeconds ?? null).toBeNull()
  expect(performance.now() - began).toBeLessThan(1000)
})
