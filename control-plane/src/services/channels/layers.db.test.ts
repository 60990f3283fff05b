import { randomUUID } from 'node:crypto'
import { HostId } from '@cashbacktv/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { loadDesiredState } from '../hosts/desired-state.ts'

let one: TestPlane
let hostId = ''

beforeAll(async () => {
  one = await startTestPlane()
  hostId = (await one.agent()).hostId
})
afterAll(() => one?.close())

const ask = (method: string, path: string, body?: object) =>
  one.as('operator', method, `/channels${path}`, body)
const line = { kind: 'text', text: 'Live' }
const clock = { kind: 'clock', timeZone: 'Europe/Istanbul' }

async function add(layers: readonly object[], more: object = {}) {
  const sources = [{ url: 'testcard://640x360@25' }]
  return ask('POST', '', { name: `Layers ${randomUUID()}`, hostId, sources, layers, ...more })
}

async function upload(): Promise<string> {
  const background = { r: 1, g: 2, b: Math.floor(Math.random() * 250), alpha: 1 }
  const picture = sharp({ create: { width: 40, height: 20, channels: 4, background } }).png()
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(await picture.toBuffer())]), 'logo.png')
  const { status, body } = await one.ask({
    method: 'POST',
    path: '/api/v1/uploads/logo',
    raw: form,
    headers: { authorization: `Bearer ${one.tokens.operator}` },
  })
  expect(status).toBe(201)
  return body.id
}

const remove = async (picture: string) =>
  (await one.as('operator', 'DELETE', `/uploads/${picture}`)).status
const refusal = ({ status, body }: Awaited<ReturnType<typeof add>>) => {
  const [{ path, code }] = body.error.details
  return [status, path, code]
}

test('layers are kept in their order, and a change sends the list whole', async () => {
  const hours = { days: [1, 7], start: '22:00', end: '02:00', timeZone: 'Europe/Istanbul' }
  const { status, body } = await add([line, { ...clock, hours }])
  expect(status).toBe(201)
  expect(body.layers).toMatchObject([
    { ...line, size: 0.06, colour: '#ffffff', hasBox: true, hours: null },
    { ...clock, format: 'HH:MM', hours },
  ])
  const changed = await ask('PUT', `/${body.id}`, { layers: [clock] })
  expect(changed.body.layers).toMatchObject([clock])
  expect((await ask('PUT', `/${body.id}`, { priority: 3 })).body.layers).toHaveLength(1)
})

test('what cannot be drawn is refused at its place', async () => {
  const shown = { kind: 'logo', assetId: randomUUID() }
  expect(refusal(await add([line, shown]))).toEqual([
    ...[422, 'layers.1.assetId', 'picture-not-uploaded'],
  ])
  expect(refusal(await add([line], { output: { mode: 'copy' } }))).toEqual([
    ...[422, 'layers', 'layers-on-copy'],
  ])
  const text = 'a'.repeat(10_000)
  expect(refusal(await add([{ ...line, text }]))).toEqual([
    ...[422, 'layers.0.text', 'layer-text-long'],
  ])
  expect(refusal(await add([{ ...line, text: 'a\nb' }]))[2]).toBe('layer-text-controls')
})

test('the picture of a layer goes to its host, and is not deleted while it is shown', async () => {
  const picture = await upload()
  const { body } = await add([line, { kind: 'logo', assetId: picture, x: 0.1 }])
  const config = { sourceAllowCidrs: [] }
  const ctx = { db: one.db, config, now: () => new Date() } as never
  const desired = await loadDesiredState(ctx, HostId.parse(hostId))
  const layer = desired?.channels.find(({ id }) => id === body.id)?.layers[1]
  if (layer?.kind !== 'logo') throw new Error('The host is not told of the picture.')
  expect(desired?.assets.map(({ sha256 }) => sha256)).toContain(layer.sha256)
  expect(await remove(picture)).toBe(409)
  // Of one that is deleted it goes; its other layers come back.
  await ask('DELETE', `/${body.id}`)
  expect(await remove(picture)).toBe(204)
  const back = await ask('POST', `/${body.id}/restore`)
  expect(back.body.layers).toMatchObject([line])
})
