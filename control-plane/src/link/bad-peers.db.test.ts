import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { SOCKET_TIMES } from './guard-socket.ts'
import { enrolTestHost } from './test/start-test-link.ts'
import { reportOf } from './test/test-agent.ts'
import { rawSocket, useTestLink } from './test/use-test-link.ts'

const link = useTestLink()

describe('bad peers', () => {
  it('drops a half-open peer, and by default within 15 s', async () => {
    expect(SOCKET_TIMES.tickMs + SOCKET_TIMES.deadAfterMs).toBeLessThanOrEqual(15_000)
    const one = await link.instance({ socketTimes: { tickMs: 20, deadAfterMs: 100 } })
    const { credential } = await enrolTestHost(link.database())
    const silent = rawSocket(one.url, credential, false)
    await silent.opened
    expect(await silent.closed).toBe(1006)
    await expect.poll(() => one.hub.connectedHosts()).toEqual([])
  })

  it('keeps a quiet peer that answers pings', async () => {
    const one = await link.instance({ socketTimes: { tickMs: 20, deadAfterMs: 100 } })
    const { hostId, credential } = await enrolTestHost(link.database())
    const quiet = rawSocket(one.url, credential)
    await quiet.opened
    let pings = 0
    quiet.socket.on('ping', () => {
      pings += 1
    })
    await expect.poll(() => pings, { timeout: 10_000 }).toBeGreaterThan(10)
    expect(one.hub.connectedHosts()).toEqual([hostId])
    quiet.socket.terminate()
  })

  it.each([
    [
      'a message of more than 1 MiB',
      1009,
      (socket: WebSocket) => socket.send('x'.repeat(1_100_000)),
    ],
    ['a binary message', 1003, (socket: WebSocket) => socket.send(Buffer.from([1, 2, 3]))],
    [
      'text that is not UTF-8',
      1007,
      (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }),
    ],
    [
      'a flood of messages',
      4429,
      (socket: WebSocket) => {
        for (let n = 0; n < 20_000; n++) socket.send('PING')
      },
    ],
    [
      'a flood of pings',
      4429,
      (socket: WebSocket) => {
        for (let n = 0; n < 20_000; n++) socket.ping()
      },
    ],
    [
      'a flood of pongs',
      4429,
      (socket: WebSocket) => {
        for (let n = 0; n < 20_000; n++) socket.pong()
      },
    ],
  ])('ends a socket that sends %s, and no other', async (_what, code, send) => {
    const one = await link.instance()
    const [bad, good] = [await enrolTestHost(link.database()), await enrolTestHost(link.database())]
    const bystander = await link.agent(one.url, good.credential)
    const { socket, opened, closed } = rawSocket(one.url, bad.credential)
    await opened
    send(socket)
    // 1006: the flood filled the connection so far that the word about it did not get through.
    expect(code === 4429 ? [4429, 1006] : [code]).toContain(await closed)
    await bystander.link.report.mutate(reportOf(good.hostId))
    expect(one.hub.connectedHosts()).toEqual([good.hostId])
  })

  it('answers nonsense with an error that tells nothing of the inside, and goes on', async () => {
    const log: string[] = []
    const one = await link.instance({ log })
    const { credential } = await enrolTestHost(link.database())
    const { socket, opened } = rawSocket(one.url, credential)
    await opened
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    socket.send('{')
    socket.send(
      JSON.stringify({ id: 1, method: 'mutation', params: { path: 'report', input: { x: 1 } } }),
    )
    socket.send(JSON.stringify({ id: 2, method: 'mutation', params: { path: 'dropTables' } }))
    await expect.poll(() => heard.length).toBe(3)
    expect(heard.join()).not.toMatch(/stack|node_modules|\.ts/)
    socket.terminate()
  })
})
