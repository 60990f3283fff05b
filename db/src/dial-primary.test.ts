import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { dialPrimary } from './dial-primary.ts'

const ADDRESSES = ['postgres://one/n', 'postgres://two/n'].map((text) => new URL(text))

test('what is opened at the same time shares one look, and the one that takes writes gets it', async () => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const here = new URL(`postgres://127.0.0.1:${port}/n`)
  const asked: string[] = []
  const dial = dialPrimary([...ADDRESSES, here], async ({ hostname }) => {
    asked.push(hostname)
    return hostname === '127.0.0.1'
  })
  const sockets = await Promise.all([dial(), dial(), dial()])
  await Promise.all(sockets.map((socket) => once(socket.resume(), 'end')))
  expect(asked).toEqual(['one', 'two', '127.0.0.1'])
  const later = await dial()
  await once(later.resume(), 'end')
  expect(asked).toHaveLength(6)
})

test('while none takes writes it fails at once, and again with each', async () => {
  const dial = dialPrimary(ADDRESSES, async () => false)
  await expect(dial()).rejects.toMatchObject({ code: 'NO_PRIMARY' })
  await expect(dial()).rejects.toMatchObject({ code: 'NO_PRIMARY' })
})

test('a log-in that is refused is said, rather than that none takes writes', async () => {
  const refused = Object.assign(new Error('password authentication failed'), { code: '28P01' })
  await expect(dialPrimary(ADDRESSES, () => Promise.reject(refused))()).rejects.toBe(refused)
})
