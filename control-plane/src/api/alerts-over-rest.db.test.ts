import { alertTargets, auditEntries, settings } from '@cashbacktv/db'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HookServer, startHookServer } from '../services/alerts/test/hook-server.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
let hook: HookServer
beforeAll(async () => {
  hook = await startHookServer()
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
})
afterAll(async () => {
  await one?.close()
  await hook?.close()
})

test('a target is kept without showing its secrets again, and a test says what the other side answers', async () => {
  const url = `${hook.url}/services/TOKEN-OF-HOOK`
  const body = { name: 'Control room', address: { kind: 'slack', url } }
  expect((await one.as('operator', 'POST', '/alerts/targets', body)).status).toBe(403)
  const made = await one.as('admin', 'POST', '/alerts/targets', body)
  expect(made.status).toBe(201)
  expect(made.body.address).toEqual({ kind: 'slack', server: new URL(hook.url).host })
  expect((await one.as('admin', 'POST', '/alerts/targets', body)).status).toBe(409)
  const path = `/alerts/targets/${made.body.id}`
  const changed = await one.as('admin', 'PUT', path, { language: 'tr', afterMinutes: 5 })
  expect(changed.body).toMatchObject({ language: 'tr', afterMinutes: 5, name: 'Control room' })
  hook.answers.push({ status: 404, body: 'no_service' })
  const failed = await one.as('admin', 'POST', `${path}/test`)
  expect(failed.body).toMatchObject({ ok: false, status: 404, answer: 'no_service' })
  expect((await one.as('admin', 'POST', `${path}/test`)).body).toMatchObject({ ok: true })
  expect(hook.received.at(-1)?.path).toBe('/services/TOKEN-OF-HOOK')
  const listed = await one.as('operator', 'GET', '/alerts/targets')
  const audit = await one.db.select().from(auditEntries)
  const tests = audit.filter(({ action }) => action === 'alert-target.test')
  const written = { subjectId: made.body.id, detail: { name: 'Control room' } }
  expect(tests).toMatchObject([
    { ...written, detail: { ok: false } },
    { ...written, detail: { ok: true } },
  ])
  for (const shown of [listed.text, changed.text, JSON.stringify(audit), one.log.join('')]) {
    expect(shown).not.toContain('TOKEN-OF-HOOK')
  }
  expect((await one.as('admin', 'DELETE', path)).status).toBe(204)
})

test('what is secret of a target is not sent to a server that a change of it names', async () => {
  const url = `${hook.url}/sms`
  const headers = { Authorization: 'Bearer key-of-gateway' }
  const body = '{"key":"key-of-gateway","to":"{{to}}","text":"{{text}}"}'
  const secret = 'secret-of-signatures'
  const sms = { kind: 'sms', url, headers, body, to: ['+90 555'] }
  const cases = [
    { stored: sms, left: {} },
    { stored: sms, left: { headers } },
    { stored: sms, left: { body } },
    { stored: { kind: 'webhook', url, secret }, left: {} },
  ]
  for (const { stored, left } of cases) {
    const made = await one.as('admin', 'POST', '/alerts/targets', { name: 'x', address: stored })
    const path = `/alerts/targets/${made.body.id}`
    const move = (address: object, change: object) =>
      one.as('admin', 'PUT', path, { address: { kind: stored.kind, ...address, ...change } })
    const refused = await move(left, { url: 'https://elsewhere.example/sms' })
    const [detail] = refused.body.error.details
    expect([refused.status, detail]).toMatchObject([422, { code: 'alert-target-secret-kept' }])
    expect((await move({}, { url: `${hook.url}/other` })).status).toBe(200)
    const { kind: _kind, ...whole } = stored
    expect((await move(whole, { url: 'https://elsewhere.example/sms' })).status).toBe(200)
    expect((await one.as('admin', 'DELETE', path)).status).toBe(204)
  }
})

test('a target is limited to groups that are there, and keeps of its filter what a change leaves out', async () => {
  const { body: group } = await one.as('admin', 'POST', '/groups', { name: 'news' })
  const address = { kind: 'slack', url: `${hook.url}/services/T` }
  const send = (verb: string, path: string, body?: object) => one.as('admin', verb, path, body)
  const body = { name: 'News', address, filter: { groupIds: [crypto.randomUUID()] } }
  const refused = await send('POST', '/alerts/targets', body)
  expect([refused.status, refused.body.error.details[0].path]).toEqual([422, 'filter.groupIds'])
  const filter = { groupIds: [group.id] }
  const made = await send('POST', '/alerts/targets', { ...body, filter })
  const path = `/alerts/targets/${made.body.id}`
  const narrowed = await send('PUT', path, { filter: { severity: 'critical' } })
  expect(narrowed.body.filter).toMatchObject({ groupIds: [group.id], severity: 'critical' })
  expect((await send('PUT', path, { filter: body.filter })).status).toBe(422)
  // A group that goes leaves its targets with less to hear, never with all.
  expect((await send('DELETE', `/groups/${group.id}`)).status).toBe(204)
  const renamed = await send('PUT', path, { name: 'Late news', filter })
  expect(renamed.body).toMatchObject({ name: 'Late news', filter })
  expect((await send('DELETE', path)).status).toBe(204)
})

test('a rule changes in part, goes back to its default, and a state has no threshold', async () => {
  const path = '/alerts/rules/host-cpu-full'
  const put = (body: object) => one.as('admin', 'PUT', path, body)
  expect((await put({ threshold: 80 })).body.settings).toMatchObject({ threshold: 80 })
  expect((await put({ severity: 'critical' })).body.settings).toMatchObject({
    threshold: 80,
    severity: 'critical',
  })
  const back = await put({ threshold: null, severity: null })
  expect(back.body.settings).toEqual(back.body.defaults)
  const fixed = await one.as('admin', 'PUT', '/alerts/rules/channel-dark', { threshold: 1 })
  expect([fixed.status, fixed.body.error.details[0].path]).toEqual([422, 'threshold'])
})

test('the mail server keeps its password, but not for another server or port, nor without encryption', async () => {
  const smtp = {
    server: 'smtp.example.org',
    port: 587,
    security: 'starttls',
    from: 'a@example.org',
  }
  const put = (change: object) =>
    one.as('admin', 'PUT', '/alerts/settings', { smtp: { ...smtp, user: 'a', ...change } })
  expect((await put({ password: 'pass-of-mail' })).body.smtp).toMatchObject({ hasPassword: true })
  const kept = await put({ security: 'tls', from: 'b@example.org' })
  expect(kept.body.smtp).toMatchObject({ security: 'tls', hasPassword: true })
  expect(kept.text).not.toContain('pass-of-mail')
  const others = [{ server: 'smtp.evil.example' }, { port: 2525 }, { security: 'none' }]
  for (const other of [...others, { user: 'b' }]) {
    await put({ password: 'pass-of-mail' })
    const moved = await put(other)
    expect([other, moved.body.smtp.hasPassword]).toEqual([other, false])
  }
  // What goes in the clear already loses nothing.
  await put({ security: 'none', password: 'pass-of-mail' })
  expect((await put({ security: 'none', from: 'c@example.org' })).body.smtp.hasPassword).toBe(true)
  expect((await put({})).body.smtp).toMatchObject({ security: 'starttls', hasPassword: true })
})

test('a change of the mail server or the ping leaves the rest as it was, and is written down with both', async () => {
  const put = (change: object) => one.as('admin', 'PUT', '/alerts/settings', change)
  const acts = async () => {
    const isPut = eq(auditEntries.action, 'alert-settings.put')
    return (await one.db.select().from(auditEntries).where(isPut).orderBy(desc(auditEntries.at)))[0]
  }
  const account = { server: 'smtp.example.org', port: 587, security: 'starttls' }
  const smtp = { ...account, user: 'a', password: 'pass-of-mail', from: 'a@example.org' }
  await put({ smtp: null, deadManUrl: `${hook.url}/ping/TOKEN-OF-PING` })
  const first = await put({ smtp: { port: 465 } })
  const missing = first.body.error.details.map(({ path }: { path: string }) => path).sort()
  expect([first.status, missing]).toEqual([422, ['smtp.from', 'smtp.security', 'smtp.server']])
  await put({ smtp })
  const { password, ...shown } = { ...smtp, hasPassword: true }
  const changed = await put({ smtp: { security: 'tls' } })
  expect([changed.status, changed.body.smtp]).toEqual([200, { ...shown, security: 'tls' }])
  expect((await acts())?.detail).toEqual({
    changed: { smtp: { before: shown, after: { ...shown, security: 'tls' } } },
    isNewPassword: false,
    isNewPing: false,
  })
  const stored = await one.db.select().from(settings).where(eq(settings.key, 'alerts'))
  expect(stored[0]?.value).toEqual({
    smtp: { ...smtp, security: 'tls' },
    deadManUrl: `${hook.url}/ping/TOKEN-OF-PING`,
  })
  await put({ deadManUrl: `${hook.url}/ping/TOKEN-OF-PING-2` })
  expect((await acts())?.detail).toEqual({ changed: {}, isNewPassword: false, isNewPing: true })
  // Without a user there is nobody whose password it is.
  expect((await put({ smtp: { user: null } })).body.smtp).toMatchObject({
    user: null,
    hasPassword: false,
  })
  const audit = JSON.stringify(await one.db.select().from(auditEntries))
  for (const secret of [password, 'TOKEN-OF-PING']) expect(audit).not.toContain(secret)
})

test('quiet hours that are said for the first time have to be whole, and what is critical passes them', async () => {
  const address = { kind: 'slack', url: `${hook.url}/services/T` }
  const made = await one.as('admin', 'POST', '/alerts/targets', { name: 'Night', address })
  const path = `/alerts/targets/${made.body.id}`
  const put = (quietHours: object) => one.as('admin', 'PUT', path, { quietHours })
  const refused = await put({ from: '23:00' })
  expect([refused.status, refused.body.error.details[0].path]).toEqual([422, 'quietHours.until'])
  await put({ from: '23:00', until: '06:00' })
  const [row] = await one.db.select().from(alertTargets).where(eq(alertTargets.id, made.body.id))
  expect(row?.settings.quietHours).toEqual({ from: '23:00', until: '06:00', criticalPasses: true })
  expect((await one.as('admin', 'DELETE', path)).status).toBe(204)
})

test('a maintenance window is planned by an operator, and its end is after its beginning', async () => {
  const [from, until] = ['2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z']
  const body = { scope: { kind: 'all' }, from, until, note: 'Switch' }
  expect((await one.as('viewer', 'POST', '/alerts/maintenance', body)).status).toBe(403)
  const made = await one.as('operator', 'POST', '/alerts/maintenance', body)
  expect([made.status, made.body.note]).toEqual([201, 'Switch'])
  const wrong = { until: '2026-12-01T09:00:00Z' }
  const path = `/alerts/maintenance/${made.body.id}`
  expect((await one.as('operator', 'PUT', path, wrong)).status).toBe(422)
  expect((await one.as('operator', 'DELETE', path)).status).toBe(204)
})

test('a maintenance window is of a host or channel that is there', async () => {
  const [from, until] = ['2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z']
  const gone = '00000000-0000-4000-8000-000000000000'
  const sources = [{ url: 'testcard://640x360@25' }]
  const channel = (await one.as('operator', 'POST', '/channels', { name: 'Kept', sources })).body
  const scope = { kind: 'channel', channelId: channel.id }
  const made = await one.as('operator', 'POST', '/alerts/maintenance', { scope, from, until })
  expect(made.status).toBe(201)
  const path = `/alerts/maintenance/${made.body.id}`
  await one.as('operator', 'DELETE', `/channels/${channel.id}`)
  const ofHost = { scope: { kind: 'host', hostId: gone } }
  const refused = [
    await one.as('operator', 'POST', '/alerts/maintenance', { scope, from, until }),
    await one.as('operator', 'POST', '/alerts/maintenance', { ...ofHost, from, until }),
    await one.as('operator', 'PUT', path, ofHost),
  ]
  for (const { status, body } of refused) {
    expect([status, body.error?.details[0].path]).toEqual([422, 'scope'])
  }
  // What is planned for a channel that went meanwhile can still be changed in all else.
  for (const [same, hour] of [
    [{}, 12],
    [{ scope }, 13],
  ] as const) {
    const change = { ...same, until: `2026-12-01T${hour}:00:00Z` }
    const moved = await one.as('operator', 'PUT', path, change)
    expect([moved.status, moved.body.scope]).toEqual([200, scope])
  }
})

test('what is not there is not found, for whoever may ask', async () => {
  const id = '00000000-0000-4000-8000-000000000000'
  expect((await one.as('viewer', 'GET', `/incidents/${id}`)).status).toBe(404)
  expect((await one.as('viewer', 'POST', `/incidents/${id}/acknowledge`, {})).status).toBe(403)
  expect((await one.as('operator', 'POST', `/incidents/${id}/acknowledge`, {})).status).toBe(404)
  expect((await one.as('viewer', 'GET', '/incidents?limit=2')).body).toEqual({
    items: [],
    next: null,
  })
  expect((await one.as('viewer', 'GET', '/alerts/deliveries')).body.items).toEqual([])
})
