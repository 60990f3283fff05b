import { messageOf, tell } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const HD = { name: 'hd', height: 720 }
const SD = { name: 'sd', height: 360, maxBitrateKbps: 800, frameRate: 'half' }
const SOURCES = [{ url: 'testcard://640x360@25' }]

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const create = (name: string, output: unknown) =>
  one.as('operator', 'POST', '/channels', { name, sources: SOURCES, output })

test('a channel is made with a ladder, and shows it as it was given', async () => {
  const { status, body } = await create('Ladder', { renditions: [HD, SD] })
  expect(status).toBe(201)
  const view = await one.as('viewer', 'GET', `/channels/${body.id}`)
  expect(view.body.output.renditions).toEqual([HD, SD])
})

test('a ladder that cannot be is refused where a channel is made and changed, with what to do', async () => {
  const { body: made } = await create('One size', { renditions: [HD] })
  const renditions = [HD, { name: 'hd', height: 360 }]
  const answers = [
    await create('Twice', { renditions }),
    await one.as('operator', 'PUT', `/channels/${made.id}`, { output: { renditions } }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(422)
    expect(body.error.details).toEqual([
      { path: 'output.renditions', ...tell(messageOf('rendition-name-twice')) },
    ])
  }
  const view = await one.as('viewer', 'GET', `/channels/${made.id}`)
  expect(view.body.output.renditions).toEqual([HD])
})

test('audio is offered alone where there is some, which a channel without says in either order', async () => {
  const asVariant = { audio: { asVariant: true } }
  const { status, body: made } = await create('Radio', asVariant)
  expect([status, made.output.audio.asVariant]).toEqual([201, true])
  const change = (audio: object) =>
    one.as('operator', 'PUT', `/channels/${made.id}`, { output: { audio } })
  const answers = [
    await create('Silent', { audio: { mode: 'none', asVariant: true } }),
    await change({ mode: 'none' }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(422)
    const path = 'output.audio.asVariant'
    expect(body.error.details).toEqual([{ path, ...tell(messageOf('audio-variant-silent')) }])
  }
  expect((await change({ mode: 'none', asVariant: false })).status).toBe(200)
})

test('a backup keeps the ladder', async () => {
  await create('Haber', { renditions: [HD, SD] })
  const { body: file } = await one.as('admin', 'GET', '/backup')
  const { status } = await one.as('admin', 'POST', '/backup/restore', file)
  expect(status).toBe(200)
  const { body } = await one.as('viewer', 'GET', '/channels?search=Haber')
  const view = await one.as('viewer', 'GET', `/channels/${body.items[0].id}`)
  expect(view.body.output.renditions).toEqual([HD, SD])
})
