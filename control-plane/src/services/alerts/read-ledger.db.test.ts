import { randomUUID } from 'node:crypto'
import { HostId, IncidentId } from '@cashbacktv/contract'
import { incidents } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredAlert, StoredIncident } from '../../domain/alerts/incident-view.ts'
import type { Draft } from '../../domain/alerts/plan-incidents.ts'
import { openTestDatabase, type TestDatabase } from '../../link/test/start-test-link.ts'
import { readLedger } from './read-ledger.ts'
import { writePlan } from './write-plan.ts'

/** More than are written or read at once. */
const MANY = 620
const NOW = new Date('2026-11-23T12:00:00.123Z')

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database?.close())

function anIncident(number: number): StoredIncident {
  const address = `feed-${number}.example`
  return {
    id: IncidentId.parse(randomUUID()),
    key: `upstream:${address}`,
    flapping: false,
    cause: { kind: 'upstream', address },
    said: { code: 'incident-quiet', params: {} },
    severity: 'critical',
    maintenance: false,
    since: NOW,
    openedAt: NOW,
    tellFrom: NOW,
    lastRaisedAt: NOW,
    overAt: null,
    healing: null,
    channels: 1,
    channelsEver: 1,
    viewers: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedNote: null,
    mutedUntil: null,
    edition: 1,
  }
}

function anAlert({ id: incidentId }: StoredIncident): StoredAlert {
  const reason = {
    class: 'network',
    code: 'connection-lost',
    message: 'It’s "broken" off\\.',
  } as const
  return {
    id: randomUUID(),
    incidentId,
    rule: 'channel-slate',
    severity: 'critical',
    reason,
    subjectKind: 'channel',
    subjectId: randomUUID(),
    subjectName: 'Kanal İstanbul',
    hostId: HostId.parse(randomUUID()),
    since: NOW,
    raisedAt: NOW,
    clearedAt: null,
    healing: null,
  }
}

function aDraft(row: StoredIncident, alerts: StoredAlert[]): Draft {
  return {
    row,
    isNew: true,
    isChanged: true,
    raised: alerts,
    added: alerts,
    cleared: [],
    entries: [{ kind: 'flapping' }],
    channelIds: new Set(),
  }
}

const byId = (alerts: readonly StoredAlert[]) => alerts.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('what is written of many alerts is read as it was, and only anew where it has changed', async () => {
  const { db } = database.handle
  const rows = Array.from({ length: MANY }, (_, number) => anIncident(number))
  const [first, ...others] = rows
  if (!first) throw new Error('There are none.')
  const ofFirst = rows.map(() => anAlert(first))
  const drafts = [aDraft(first, ofFirst), ...others.map((row) => aDraft(row, [anAlert(row)]))]
  await db.transaction((tx) => writePlan(tx, { drafts, messages: [] }, NOW))

  const ledger = await readLedger(db, NOW, null)
  expect(ledger.open.map(({ row }) => row).toSorted(byKey)).toEqual(rows.toSorted(byKey))
  const found = ledger.open.find(({ row }) => row.id === first.id)
  expect(byId(found?.raised ?? [])).toEqual(byId(ofFirst))
  expect(found?.channelIds).toEqual(new Set(ofFirst.map(({ subjectId }) => subjectId)))

  const [other] = others
  await db.execute(sql`update alerts set cleared_at = now() where incident_id = ${other?.id}`)
  await db
    .update(incidents)
    .set({ edition: 2 })
    .where(eq(incidents.id, other?.id ?? first.id))
  const again = await readLedger(db, NOW, ledger)
  const same = again.open.filter(({ raised }) =>
    ledger.open.some((before) => before.raised === raised),
  )
  expect(same).toHaveLength(MANY - 1)
  expect(again.open.find(({ row }) => row.id === other?.id)?.raised).toEqual([])
})

function byKey(a: StoredIncident, b: StoredIncident): number {
  return a.key < b.key ? -1 : 1
}
