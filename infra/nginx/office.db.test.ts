import { users } from '@cashbacktv/db'
import { expect, onTestFinished, test } from 'vitest'
import { PASSWORD, startTestPlane } from '../../control-plane/src/test/start-test-plane.ts'
import { ask } from './test/ask-nginx.ts'
import { startNginx } from './test/start-nginx.ts'

const PEOPLE = 40
const MINUTE_MS = 60_000

/** nginx before a control plane that believes it about who asks, and people whose address is the same. */
async function startOffice() {
  const one = await startTestPlane()
  onTestFinished(one.close)
  const [known] = await one.db.select().from(users)
  if (!known) throw new Error('Nobody is there.')
  const { passwordHash } = known
  const people = Array.from({ length: PEOPLE }, (_, at) => `person-${at}@example.org`)
  await one.db
    .insert(users)
    .values(people.map((email) => ({ email, passwordHash, role: 'viewer' as const })))
  const nginx = await startNginx('both', { PORT: `${one.plane.port}` })
  onTestFinished(nginx.stop)
  const logIn = async (email: string, password: string) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email, password })
    return (await ask(nginx, '/api/v1/auth/login', { method: 'POST', headers, body })).status
  }
  return { nginx, people, logIn }
}

test('an office behind one address gets in within a minute, also while one of it mistypes', async () => {
  const { nginx, people, logIn } = await startOffice()
  const from = performance.now()
  const statuses = await Promise.all([
    ...people.map((email) => logIn(email, PASSWORD)),
    ...people.slice(0, 5).map((email) => logIn(email, 'not the right one')),
  ])
  expect(performance.now() - from).toBeLessThan(MINUTE_MS)
  expect(statuses).toEqual([...Array(PEOPLE).fill(200), ...Array(5).fill(401)])
  expect(nginx.failed()).toBe('')
})

test('a flood of log-ins is refused before it reaches the control plane, whatever the password', async () => {
  const { nginx, logIn } = await startOffice()
  const statuses = await Promise.all(
    Array.from({ length: 150 }, () => logIn('person-1@example.org', PASSWORD)),
  )
  expect(statuses).toContain(429)
  const heldUp = nginx.failed().split('\n').filter(Boolean)
  const { status, upstream } = JSON.parse(heldUp[0] ?? '')
  expect({ status, upstream }).toEqual({ status: '429', upstream: '' })
})
