import { createServer, type Socket } from 'node:net'
import { SmtpSettings } from '@cashbacktv/contract'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from './send-mail.ts'

/** A server that does not know people of the name `gone`, and whom it took mail for. */
async function startServer() {
  const took: string[][] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const isKnown = !address.startsWith('gone')
      done(isKnown ? null : Object.assign(new Error('No such person'), { responseCode: 550 }))
    },
    onData(stream, { envelope }, done) {
      took.push(envelope.rcptTo.map(({ address }) => address))
      stream.resume().on('end', () => done())
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const smtp = SmtpSettings.parse({
    server: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    password: null,
    from: 'tv@example.org',
  })
  const send = (to: string[]) =>
    sendMail(smtp, { to, subject: 'x', text: 'x', html: '<p>x', messageId: '<1@x>' }, [
      '127.0.0.0/8',
    ])
  return { send, took }
}

test('of a mail that is taken for some and refused for others it is known for whom', async () => {
  const { send, took } = await startServer()
  const told = await send(['a@example.org', 'gone@example.org', 'b@example.org'])
  expect(took).toEqual([['a@example.org', 'b@example.org']])
  expect(told).toMatchObject([
    { to: ['a@example.org', 'b@example.org'], reply: { status: 250 } },
    {
      to: ['gone@example.org'],
      reply: { status: 550, answer: expect.stringContaining('No such') },
    },
  ])
})

test('one that is refused for all is taken for nobody', async () => {
  const { send, took } = await startServer()
  expect(await send(['gone@example.org'])).toMatchObject([
    { to: ['gone@example.org'], reply: { status: 550 } },
  ])
  expect(took).toEqual([])
})

/** A server that says what it is told to, and what it is told to again and again. */
async function startTalker(talk: (socket: Socket) => void) {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const smtp = SmtpSettings.parse({
    server: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    password: null,
    from: 'tv@example.org',
  })
  const mail = { to: ['a@example.org'], subject: 'x', text: 'x', html: '<p>x', messageId: '<1@x>' }
  return { sockets, send: () => sendMail(smtp, mail, ['127.0.0.0/8'], WITHIN_MS) }
}

const WITHIN_MS = 800

function again(socket: Socket, say: () => void): void {
  const timer = setInterval(say, 20)
  socket.on('close', () => clearInterval(timer))
}

test.each<[string, (socket: Socket) => void]>([
  ['a line that never ends', (socket) => again(socket, () => socket.write('2'))],
  ['lines that never end', (socket) => again(socket, () => socket.write('220-more\r\n'))],
  ['nothing', () => {}],
])('a server that says %s is waited for no longer than any', async (_what, talk) => {
  const { send, sockets } = await startTalker(talk)
  const sentAt = performance.now()
  expect(await send()).toEqual([{ to: ['a@example.org'], reply: { kind: 'late' } }])
  expect(performance.now() - sentAt).toBeLessThan(3 * WITHIN_MS)
  await expect.poll(() => sockets[0]?.destroyed).toBe(true)
})

test('an answer without end is not read to its end', async () => {
  const { send, sockets } = await startTalker((socket) => {
    const more = () => {
      while (!socket.destroyed && socket.bytesWritten < 64e6 && socket.write('2'.repeat(65_536)));
    }
    socket.on('drain', more)
    more()
  })
  expect(await send()).toMatchObject([{ reply: { kind: 'unreachable' } }])
  await expect.poll(() => sockets[0]?.destroyed).toBe(true)
  expect(sockets[0]?.bytesWritten).toBeLessThan(16e6)
})
