import { SmtpSettings } from '@cashbacktv/contract'
import { passwordResets, settings, users } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { ALERT_SETTINGS_KEY } from '../alert-settings/read-settings.ts'

const PUBLIC_URL = 'https://tv.example'
const HOUR_MS = 3_600_000
const EVIL = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
const NEW = 'a much better phrase 71'

let named: TestPlane
let nameless: TestPlane
let mail: Awaited<ReturnType<typeof startMailServer>>

beforeAll(async () => {
  mail = await startMailServer()
  const sourceAllowCidrs = ['127.0.0.0/8']
  named = await startTestPlane({ publicUrl: PUBLIC_URL, sourceAllowCidrs })
  nameless = await startTestPlane({ sourceAllowCidrs })
  for (const plane of [named, nameless]) await setUpMail(plane)
})
beforeEach(() => {
  mail.took.length = 0
  mail.refuses = false
})
afterAll(async () => {
  await named?.close()
  await nameless?.close()
  await mail?.close()
})

async function startMailServer() {
  const state = { refuses: false, took: [] as { to: string[]; text: string }[] }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      done(state.refuses ? Object.assign(new Error('No'), { responseCode: 550 }) : null)
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString().replace(/=\r\n/g, '').replaceAll('=3D', '=')
        state.took.push({ to: envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return Object.assign(state, { port, close })
}

async function setUpMail({ db }: TestPlane) {
  const smtp = SmtpSettings.parse({
    server: '127.0.0.1',
    port: mail.port,
    security: 'none',
    user: null,
    password: null,
    from: 'tv@example.org',
  })
  const value = { smtp, deadManUrl: null }
  await db
    .insert(settings)
    .values({ key: ALERT_SETTINGS_KEY, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
}

const idOf = async ({ db }: TestPlane, role: string) => {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(users.email, `${role}@example.org`))
  return user?.id ?? ''
}
const make = async (plane: TestPlane, body: object) =>
  (
    await plane.ask({
      method: 'POST',
      path: `/api/v1/users/${await idOf(plane, 'viewer')}/password-reset`,
      body,
      headers: { ...EVIL, authorization: `Bearer ${plane.tokens.admin}` },
    })
  ).body
const forgot = (plane: TestPlane, email: string) =>
  plane.ask({ method: 'POST', path: '/api/v1/auth/forgot', body: { email }, headers: EVIL })
const hoursLeft = (expiresAt: string) => (Date.parse(expiresAt) - Date.now()) / HOUR_MS

test('the host of a link is the one that is configured, or none, whatever the request names', async () => {
  const link = await make(named, {})
  expect(link.url).toBe(`${PUBLIC_URL}/reset?token=${link.token}`)
  const bare = await make(nameless, { mail: true })
  expect(bare).toMatchObject({ url: null, path: `/reset?token=${bare.token}`, mailed: false })
  expect(JSON.stringify([link, bare])).not.toContain('evil')
  expect(mail.took).toEqual([])
})

test('a link for a forgotten password works for an hour, an invitation for three days', async () => {
  expect(hoursLeft((await make(named, {})).expiresAt)).toBeCloseTo(1, 1)
  expect(hoursLeft((await make(named, { purpose: 'invitation' })).expiresAt)).toBeCloseTo(72, 1)
})

test('an invitation is mailed in both languages, and said not to be where the server does not take it', async () => {
  const link = await make(named, { purpose: 'invitation', mail: true })
  expect(link.mailed).toBe(true)
  expect(mail.took).toMatchObject([{ to: ['viewer@example.org'] }])
  expect(mail.took[0]?.text).toContain(link.url)
  mail.refuses = true
  expect(await make(named, { mail: true })).toMatchObject({ mailed: false })
  expect(named.log.join('')).toContain('could not be mailed')
  expect(named.log.join('')).not.toContain(link.token)
})

test('who has forgotten the password gets a mail with a link that works once', async () => {
  const answers = [
    await forgot(named, 'operator@example.org'),
    await forgot(named, 'x@example.org'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  expect(answers[0]?.text).toBe(answers[1]?.text)
  await vi.waitFor(() => expect(mail.took).toHaveLength(1), 10_000)
  expect(mail.took[0]?.to).toEqual(['operator@example.org'])
  const token = /https:\/\/tv\.example\/reset\?token=([\w-]+)/.exec(mail.took[0]?.text ?? '')?.[1]
  const reset = () =>
    named.ask({ method: 'POST', path: '/api/v1/auth/reset', body: { token, password: NEW } })
  expect([(await reset()).status, (await reset()).status]).toEqual([204, 404])
  expect(named.log.join('')).not.toContain(token)
})

test('who has forgotten the password is answered before anybody is looked up, known or not', async () => {
  await nameless.db.delete(passwordResets)
  await nameless.db.transaction(async (tx) => {
    await tx.execute(sql`lock table users in access exclusive mode`)
    // Nothing of a person can be read meanwhile: whatever is answered is the same work for both.
    for (const email of ['operator@example.org', 'nobody@example.org']) {
      expect((await forgot(nameless, email)).status).toBe(202)
    }
  })
  const id = await idOf(nameless, 'operator')
  await vi.waitFor(async () => {
    const { body } = await nameless.as('admin', 'GET', `/users/${id}`)
    expect(body.forgotAt).toEqual(expect.any(String))
  }, 10_000)
})

test('administrators are told where a mail is not taken, and where none can be sent', async () => {
  mail.refuses = true
  for (const plane of [named, nameless]) {
    await plane.db.delete(passwordResets)
    await forgot(plane, 'viewer@example.org')
    const id = await idOf(plane, 'viewer')
    await vi.waitFor(async () => {
      const { body } = await plane.as('admin', 'GET', `/users/${id}`)
      expect(body.forgotAt).toEqual(expect.any(String))
    }, 10_000)
  }
})
