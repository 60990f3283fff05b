import { randomUUID } from 'node:crypto'
import { channels } from '@cashbacktv/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let kept = ''
beforeAll(async () => {
  one = await startTestPlane()
  const sources = [{ url: 'testcard://640x360@25' }]
  const { status, body } = await one.as('operator', 'POST', '/channels', { name: 'Kept', sources })
  expect(status).toBe(201)
  kept = body.id
})
afterAll(() => one?.close())

const assetId = randomUUID()
const text = { kind: 'text', text: 'Live' }
const crawl = { kind: 'crawl', text: 'News' }
const audio = (more: object) => ({ output: { audio: more } })
const track = { name: 'eng', track: { language: 'eng' } }

/** Stands where the number goes. */
const HERE = '@number@'
/** What has a number, where it is, and numbers that are out of its bounds. */
const FIELDS: readonly [string, object, readonly number[], mayBeNull?: 'may be null'][] = [
  ['logo.x', { logo: { assetId, x: HERE } }, [-1, 2]],
  ['logo.y', { logo: { assetId, y: HERE } }, [-1, 2]],
  ['logo.width', { logo: { assetId, width: HERE } }, [-1, 0, 2]],
  ['logo.opacity', { logo: { assetId, opacity: HERE } }, [-1, 2]],
  ['layers.0.x', { layers: [{ ...text, x: HERE }] }, [-1, 2]],
  ['layers.0.y', { layers: [{ ...text, y: HERE }] }, [-1, 2]],
  ['layers.0.size', { layers: [{ ...text, size: HERE }] }, [-1, 0, 2]],
  ['layers.1.y', { layers: [text, { ...crawl, y: HERE }] }, [-1, 2]],
  ['layers.1.speed', { layers: [text, { ...crawl, speed: HERE }] }, [-1, 0, 2]],
  ['layers.0.width', { layers: [{ kind: 'logo', assetId, width: HERE }] }, [-1, 0, 2]],
  ['layers.0.opacity', { layers: [{ kind: 'logo', assetId, opacity: HERE }] }, [-1, 2]],
  ['output.audio.levelDb', audio({ levelDb: HERE }), [-21, 21]],
  ['output.audio.targetLufs', audio({ targetLufs: HERE }), [-1, 2, -32], 'may be null'],
  ['output.audio.bitrateKbps', audio({ bitrateKbps: HERE }), [-1, 2, 128.5]],
  [
    'output.audio.renditions.0.levelDb',
    audio({ renditions: [{ ...track, levelDb: HERE }] }),
    [-21, 21],
  ],
]

/** Written as they stand: no program of ours would write the first two. */
const ODD = [
  ...['1e309', '-1e309', '"NaN"', '"Infinity"', '"w-overlay_w"', '"10;drawtext=text=x"', '"0.5"'],
  ...['true', '[]', '[0.5]', '{}', '{"valueOf":1}', '""'],
]

const cells = FIELDS.flatMap(([path, body, outside, mayBeNull]) => {
  const numbers = [...ODD, ...outside.map(String), ...(mayBeNull ? [] : ['null'])]
  return numbers.map((number) => ({ path, number, body }))
})

function send(method: string, path: string, body: object, number: string) {
  const headers = {
    authorization: `Bearer ${one.tokens.operator}`,
    'content-type': 'application/json',
  }
  const raw = JSON.stringify(body).replaceAll(`"${HERE}"`, number)
  return one.ask({ method, path: `/api/v1/channels${path}`, raw, headers })
}
const stored = () => one.db.select().from(channels).orderBy(channels.id)

test.each(cells)('$path is refused as $number, and nothing is kept', async (cell) => {
  const { path, number, body } = cell
  const before = await stored()
  const made = { name: 'New', sources: [{ url: 'testcard://640x360@25' }], ...body }
  for (const answer of [
    await send('POST', '', made, number),
    await send('PUT', `/${kept}`, body, number),
  ]) {
    expect(answer.status, answer.text).toBe(422)
    const paths = answer.body.error.details.map((detail: { path: string }) => detail.path)
    expect(paths).toEqual([path])
  }
  expect(await stored()).toEqual(before)
})

test.each(['NaN', 'Infinity', '-Infinity', '0x10', '.5', '+1', '1.'])(
  'what is no number of JSON, as %s, is told as that',
  async (number) => {
    const before = await stored()
    const { status } = await send('PUT', `/${kept}`, { logo: { assetId, x: HERE } }, number)
    expect(status).toBe(400)
    expect(await stored()).toEqual(before)
  },
)

test('a number that JSON has and a double has not is kept as the nearest, never as text', async () => {
  const body = { layers: [{ ...text, x: HERE }] }
  const { status, body: answer } = await send('PUT', `/${kept}`, body, '0.30000000000000000001')
  expect([status, answer.layers[0].x]).toEqual([200, 0.3])
})
