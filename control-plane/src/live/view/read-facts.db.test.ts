import { ChannelId } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { readChannelFacts } from './read-facts.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
})
afterAll(() => one?.close())

test('of sources and destinations a fact keeps the server alone, and no secret', async () => {
  const { body } = await one.as('operator', 'POST', '/channels', {
    name: 'Sent on',
    sources: [{ url: 'http://user:secret@127.0.0.1/live' }, { url: 'testcard://320x180@10' }],
    restreams: [{ name: 'Platform', url: 'rtmp://127.0.0.1/app/secret', isOn: true }],
  })
  const [facts] = await readChannelFacts(one.db, {
    hostIds: [],
    channelIds: [ChannelId.parse(body.id)],
  })
  expect(facts?.sources.map(({ server }) => server)).toEqual(['127.0.0.1', null])
  expect(facts?.restreams.map(({ server }) => server)).toEqual(['127.0.0.1'])
  expect(JSON.stringify(facts)).not.toContain('secret')
})
