import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { dialAgain, orFailingSocket } from './dial-again.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

/** A server that is there or fails with a code, and a clock that a look at it moves on. */
function dialled({ stepMs = 100 } = {}) {
  const server = { away: null as string | null, dials: 0 }
  let at = 0
  const dial = dialAgain(
    async () => {
      server.dials += 1
      if (server.away !== null) throw failure(server.away)
      return new Duplex({ read() {} })
    },
    { everyMs: 0, now: () => (at += stepMs) },
  )
  const pass = (ms: number) => {
    at += ms
  }
  return { server, dial, pass }
}

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', 'NO_PRIMARY'])(
  'what is asked while a server is started anew (%s) waits for it',
  async (code) => {
    const { server, dial } = dialled({ stepMs: 1 })
    await dial()
    server.away = code
    const waiting = dial()
    await expect.poll(() => server.dials).toBeGreaterThan(5)
    server.away = null
    await expect(waiting).resolves.toBeInstanceOf(Duplex)
  },
)

test('one that stays away is waited for once, and then told at once, until it was there again', async () => {
  const { server, dial } = dialled({ stepMs: 1000 })
  await dial()
  server.away = 'ECONNREFUSED'
  await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(server.dials).toBeGreaterThan(2)
  const dialsOf = async (asked: () => Promise<unknown>) => {
    const before = server.dials
    await asked()
    return server.dials - before
  }
  expect(await dialsOf(() => dial().catch(() => {}))).toBe(1)
  server.away = null
  await dial()
  server.away = 'ECONNREFUSED'
  expect(await dialsOf(() => dial().catch(() => {}))).toBeGreaterThan(1)
})

test('a restart is waited for however long ago a dial was in vain', async () => {
  const { server, dial, pass } = dialled({ stepMs: 1000 })
  await dial()
  server.away = 'ECONNREFUSED'
  await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  pass(60_000)
  const before = server.dials
  await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(server.dials - before).toBeGreaterThan(1)
})

test.each(['CONNECT_TIMEOUT', '28P01'])('%s is told at once', async (code) => {
  const { server, dial } = dialled()
  await dial()
  server.away = code
  await expect(dial()).rejects.toMatchObject({ code })
  expect(server.dials).toBe(2)
})

test('one that never was there is told at once', async () => {
  const { server, dial } = dialled()
  server.away = 'ECONNREFUSED'
  await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(server.dials).toBe(1)
})

test('in vain, a socket fails with the reason once it is written to', async () => {
  const socket = await orFailingSocket(() => Promise.reject(failure('ECONNREFUSED')))()
  const failed = once(socket, 'error')
  socket.write('hello')
  expect((await failed)[0]).toMatchObject({ code: 'ECONNREFUSED' })
})
