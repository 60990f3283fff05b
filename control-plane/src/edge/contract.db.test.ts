import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askOf } from '../test/start-test-plane.ts'
import { accountsContract } from './test/contract/accounts.ts'
import { channelsContract } from './test/contract/channels.ts'
import { doorAt } from './test/contract/door.ts'
import { hostsContract } from './test/contract/hosts.ts'
import { requestsContract } from './test/contract/requests.ts'
import { type Stack, startStack } from './test/start-stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
}, 60_000)
afterAll(() => stack?.close())

/** What the API promises to whoever speaks HTTP to it, wherever it runs. */
describe.each([
  ['Node', () => stack.plane.url],
  ['workerd', () => stack.edge.url],
])('on %s the API', (_name, url) => {
  const door = doorAt(url, () => stack.plane)
  requestsContract(door)
  accountsContract(door)
  channelsContract(door)
  hostsContract(door)
})

test('the document of the API is the same on both', async () => {
  const document = async (url: string) => {
    const { body } = await askOf(url, { method: 'GET', path: '/api/v1/openapi.json' })
    return { paths: body.paths, components: body.components }
  }
  const node = await document(stack.plane.url)
  expect(await document(stack.edge.url)).toEqual(node)
  expect(Object.keys(node.paths).length).toBeGreaterThan(50)
})
