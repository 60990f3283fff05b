import { randomUUID } from 'node:crypto'
import {
  alertRuleChanges,
  alerts,
  alertTargets,
  deliveries,
  incidentEntries,
  incidents,
} from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLedger } from '../services/alerts/read-ledger.ts'
import { claimDeliveries, nextDueAt } from '../services/deliveries/claim.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

/** Written by a newer release: nothing of the contract has these names. */
const NEWER = 'of-a-newer-release'
const NOW = new Date()
let one: TestPlane
let known: string
let unknown: string

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
  known = await anIncident({ kind: 'upstream', address: 'feed.example' })
  unknown = await anIncident({ kind: NEWER, weather: 'storm' })
  const target = { kind: 'slack', url: 'http://127.0.0.1:9/T' }
  await one.as('admin', 'POST', '/alerts/targets', { name: 'Known', address: target })
  await one.as('admin', 'POST', '/alerts/targets', { name: 'Newer', address: target })
  await one.db.execute(sql`update alert_targets set kind = ${NEWER} where name = 'Newer'`)
  await one.db.execute(
    sql`insert into alert_rule_changes (rule, settings) values (${NEWER}, '{"newer": 1}')`,
  )
  for (const { id, name, kind } of await one.db.select().from(alertTargets)) {
    await one.db.insert(deliveries).values({
      id: randomUUID(),
      incidentId: known as never,
      targetId: id,
      targetName: name,
      kind,
      news: 'raised',
      severity: 'critical',
      state: 'waiting',
      createdAt: NOW,
      nextTryAt: NOW,
    } as never)
  }
})
afterAll(() => one?.close())

test('an incident with a cause of a newer release is left out of the list, and the others are in it', async () => {
  const { status, body } = await one.as('operator', 'GET', '/incidents')
  expect(status).toBe(200)
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([known])
  expect((await one.as('operator', 'GET', `/incidents/${unknown}`)).status).toBe(404)
  const acknowledged = await one.as('operator', 'POST', `/incidents/${unknown}/acknowledge`, {})
  expect(acknowledged.status).toBe(404)
})

test('an incident is shown without the entries that a newer release wrote, and with alerts of its rules', async () => {
  const { status, body } = await one.as('operator', 'GET', `/incidents/${known}`)
  expect(status).toBe(200)
  expect(body.alerts.map(({ rule }: { rule: string }) => rule)).toEqual([NEWER])
  const kinds = body.timeline.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toContain('flapping')
  expect(kinds).not.toContain(NEWER)
})

test('what raises and ends incidents leaves those of a newer release to it', async () => {
  // Not seen by what ends incidents here, which has no alert of theirs.
  const read = one.db.transaction(async (tx) => {
    const own = await anIncident({ kind: 'upstream', address: 'other.example' }, tx)
    const newer = await anIncident({ kind: NEWER, weather: 'fog' }, tx)
    const { open } = await readLedger(tx, NOW, null)
    const ids = open.map(({ row }) => row.id as string)
    expect(ids).toContain(own)
    expect(ids).not.toContain(newer)
    tx.rollback()
  })
  await expect(read).rejects.toThrow(/rollback/i)
})

test('rules and targets of a newer release are not listed, and those that are known are', async () => {
  const rules = await one.as('operator', 'GET', '/alerts/rules')
  expect(rules.status).toBe(200)
  expect(rules.body.items.length).toBeGreaterThan(10)
  expect(await one.db.select().from(alertRuleChanges)).toHaveLength(1)
  const targets = await one.as('operator', 'GET', '/alerts/targets')
  expect(targets.status).toBe(200)
  expect(targets.body.items.map(({ name }: { name: string }) => name)).toEqual(['Known'])
})

test('messages to a target of a newer release are left to who knows it, and hold nobody up', async () => {
  await one.db.execute(
    sql`update deliveries set next_try_at = '2000-01-01' where target_name = 'Newer'`,
  )
  const listed = await one.as('operator', 'GET', '/alerts/deliveries')
  expect(listed.status).toBe(200)
  const names = listed.body.items.map(({ targetName }: { targetName: string }) => targetName)
  expect(new Set(names)).toEqual(new Set(['Known']))
  expect((await nextDueAt(one.db))?.getFullYear()).not.toBe(2000)
  const claimed = await claimDeliveries(one.db, new Date(NOW.getTime() + 3_600_000))
  expect(new Set(claimed.map(({ target }) => target.name))).toEqual(new Set(['Known']))
})

/** Straight into the database, with an entry of the same newer release and one that is known. */
async function anIncident(cause: object, db: Pick<TestPlane['db'], 'insert'> = one.db) {
  const id = randomUUID()
  const times = { since: NOW, openedAt: NOW, tellFrom: NOW, lastRaisedAt: NOW }
  await db.insert(incidents).values({
    id,
    key: `key-${id}`,
    cause,
    said: { code: 'incident-quiet', params: {} },
    severity: 'critical',
    channels: 1,
    channelsEver: 1,
    viewers: 0,
    ...times,
  } as never)
  await db.insert(alerts).values({
    id: randomUUID(),
    incidentId: id,
    rule: NEWER,
    severity: 'critical',
    reason: null,
    subjectKind: 'channel',
    subjectId: randomUUID(),
    subjectName: 'One',
    since: NOW,
    raisedAt: NOW,
  } as never)
  for (const entry of [{ kind: NEWER }, { kind: 'flapping' }]) {
    await db.insert(incidentEntries).values({ incidentId: id, at: NOW, entry } as never)
  }
  return id
}
