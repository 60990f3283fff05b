import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD, startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const STRANGER = '127.0.0.2'
const MANY = 160
/** What a body is held in once most of it is there, and what those of one network may hold together. */
const [HELD_BYTES, MOST_OF_ONE] = [256 * 1024, 4 * 1024 * 1024]

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

/** Nearly all of a body that is nowhere finished, from another address of this machine. */
async function sendMost(path: string, answered: (text: string) => void): Promise<Socket> {
  const port = Number(new URL(one.url).port)
  const socket = connect({ port, host: '127.0.0.1', localAddress: STRANGER })
  socket.setEncoding('latin1').once('data', answered)
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  const head = ['Host: x', 'Content-Type: application/json', 'Content-Length: 260000']
  socket.write(`POST ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${'x'.repeat(250_000)}`)
  return socket
}

/** Nearly all of a short one, from one of many addresses of this machine. */
async function sendShort(from: string): Promise<Socket> {
  const port = Number(new URL(one.url).port)
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  socket.on('error', () => socket.destroy()).resume()
  await once(socket, 'connect')
  const head = ['Host: x', 'Content-Type: application/json', 'Content-Length: 16384']
  socket.write(
    `POST /api/v1/auth/login HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${'x'.repeat(16_000)}`,
  )
  return socket
}

/** With so many spaces behind what it says. */
async function logIn(spaces = 0): Promise<number> {
  const said = JSON.stringify({ email: 'viewer@example.org', password: PASSWORD })
  const headers = { 'content-type': 'application/json' }
  const raw = said + ' '.repeat(spaces)
  const { status } = await one.ask({ method: 'POST', path: '/api/v1/auth/login', headers, raw })
  return status
}

test.each(['/api/v1/auth/login', '/trpc/auth.login'])(
  'one that sends long bodies to %s without end keeps nobody else from sending',
  async (path) => {
    const answers: string[] = []
    const sent = Array.from({ length: MANY }, () => sendMost(path, (text) => answers.push(text)))
    const sockets = await Promise.all(sent)
    try {
      // More than there would be room for if nobody had a share.
      await vi.waitFor(() => expect(answers.length).toBeGreaterThanOrEqual(32), 15_000)
      expect([await logIn(), await logIn(200_000)]).toEqual([200, 200])
      const refused = MANY - MOST_OF_ONE / HELD_BYTES
      const busy = () => answers.filter((answer) => answer.startsWith('HTTP/1.1 503 '))
      await vi.waitFor(() => expect(busy().length).toBeGreaterThanOrEqual(refused), 15_000)
      // Those that are held are late by themselves some time, which a busy machine may come to meanwhile.
      for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 (503|408) /)
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  },
  40_000,
)

test('eight machines that never finish short bodies keep nobody from logging in', async () => {
  const addresses = Array.from({ length: 8 }, (_, at) => `127.0.0.${at + 2}`)
  const sent = addresses.flatMap((from) => Array.from({ length: 66 }, () => sendShort(from)))
  const sockets = await Promise.all(sent)
  try {
    for (let more = 0; more < 5; more++) expect(await logIn()).toBe(200)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}, 40_000)
