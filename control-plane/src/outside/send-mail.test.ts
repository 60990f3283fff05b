import { SmtpSettings } from '@cashbacktv/contract'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from './send-mail.ts'

/** A server that does not know people of the name `gone`, and whom it took mail for. */
async function startServer() {
  const took: string[][] = []
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
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
    ...{ server: '127.0.0.1', port, security: 'none', user: null, password: null },
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
