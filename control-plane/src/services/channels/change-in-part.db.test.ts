import { auditEntries } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const RED = { width: 4, height: 4, channels: 4, background: '#f00' } as const
const SECRET = 's3cr3t-stream-key'
let one: TestPlane
let id = ''

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
})
beforeEach(async () => {
  const sources = [{ url: `rtmp://127.0.0.1/live/${SECRET}` }, { url: 'testcard://640x360@25' }]
  const made = await one.as('operator', 'POST', '/channels', { name: 'Channel', sources })
  expect(made.status).toBe(201)
  id = made.body.id
})
afterAll(() => one?.close())

const put = (body: object) => one.as('operator', 'PUT', `/channels/${id}`, body)
const get = async () => (await one.as('operator', 'GET', `/channels/${id}`)).body
const audit = (action: string) =>
  one.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.action, action)))

describe('what a change leaves out of a part', () => {
  const schedule = {
    timeZone: 'Europe/Istanbul',
    weekly: [{ days: [1], start: '08:00', end: '09:00' }],
    oneOff: [],
  }
  const audio = { mode: 'encode', bitrateKbps: 192 }

  test.each([
    ['output', { presetId: 'zerolatency', deinterlace: 'field', audio }, { mode: 'transcode' }],
    ['output', { presetId: 'zerolatency', audio }, { audio: { bitrateKbps: 96 } }],
    ['hls', { segmentSeconds: 4, windowSegments: 9 }, { windowSegments: 10 }],
    ['slate', { enabled: false, picture: null, language: 'en' }, { language: 'tr' }],
    ['schedule', schedule, { timeZone: 'UTC' }],
  ])('%s keeps it', async (part, set, change) => {
    expect((await put({ [part]: set })).status).toBe(200)
    const before = (await get())[part]
    expect(before).toMatchObject(set)
    const answer = await put({ [part]: change })
    expect(answer.status).toBe(200)
    const audioAfter = 'audio' in change ? { audio: { ...before.audio, ...change.audio } } : {}
    expect(answer.body[part]).toEqual({ ...before, ...change, ...audioAfter })
    expect(await get()).toEqual(answer.body)
  })

  test('a logo keeps its picture and its place, and null takes it and a schedule away', async () => {
    const bytes = await sharp({ create: RED }).png().toBuffer()
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'logo.png')
    const { body } = await one.ask({
      method: 'POST',
      path: '/api/v1/uploads/logo',
      raw: form,
      headers: { authorization: `Bearer ${one.tokens.operator}` },
    })
    const logo = { assetId: body.id, x: 0.1, y: 0.2, width: 0.3, opacity: 0.4 }
    expect((await put({ logo, schedule })).body.logo).toEqual(logo)
    expect((await put({ logo: { x: 0.5 } })).body.logo).toEqual({ ...logo, x: 0.5 })
    expect((await put({ logo: null, schedule: null })).body).toMatchObject({
      logo: null,
      schedule: null,
    })
  })

  test('a part that was not there has to be said whole', async () => {
    const told = async (body: object) => {
      const { status, body: answer } = await put(body)
      return [status, answer.error.details[0].path]
    }
    expect(await told({ logo: { x: 0.5 } })).toEqual([422, 'logo.assetId'])
    expect(await told({ schedule: { timeZone: 'UTC' } })).toEqual([422, 'schedule.weekly'])
  })
})

test('a change is written down with what was before and after, a password that changed by its place alone', async () => {
  const before = await get()
  const [first, second] = before.sources
  const other = { ...first, url: `rtmp://127.0.0.1/live/other-${SECRET}` }
  await put({ name: 'Renamed', priority: 50, hls: { segmentSeconds: 4 }, sources: [other, second] })
  const shown = [{ id: first.id, url: 'rtmp://127.0.0.1/***' }, second]
  const [entry, ...more] = await audit('channel.update')
  expect(more).toEqual([])
  expect(entry?.detail).toEqual({
    name: before.name,
    changed: {
      name: { before: before.name, after: 'Renamed' },
      hls: { before: before.hls, after: { ...before.hls, segmentSeconds: 4 } },
      sources: { before: shown, after: shown },
    },
  })
})
