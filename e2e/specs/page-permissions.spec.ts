import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createDb, type DbHandle } from '@cashbacktv/db'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import routes from '../../webapp/app/routes.ts'
import { apiClient } from '../stack/api-client.ts'
import { formsOf, type PageForm } from '../stack/page-forms.ts'
import { routePaths } from '../stack/route-paths.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'

const PASSWORD = 'lamp river cloud nine'
const NAME = 'Gizli Kanal'
/** Of one's own account and browser, whoever one is; and the head of an empty table. */
const OWN =
  /^\/(channels\/import\/template|login|forgot|reset|logout|preferences|session|second-step|account)(\/|$)/
/** What only administrators may see at all. */
const FOR_ADMINS = /^\/settings\/(users|audit|backup)/

const folder = tempFolder('page-permissions')
let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let stack: Stack
let handle: DbHandle
let forms: PageForm[] = []
const tokens: Record<string, string> = {}
const ids: Record<string, string> = {}
const paths = routePaths(await routes).filter((path) => !OWN.test(path))

/** With what there is; at other places an id of nothing. */
const filled = (path: string) =>
  path
    .replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID())
    .replace('*', 'nothing/here')

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataDir: join(folder.path, 'database'), log: () => {} })
  stack = await startStack({ env: { DATABASE_URL: database.url } })
  handle = createDb(database.url, { max: 1 })
  const made = async (path: string, body: object) => {
    const { status, body: answer, text } = await stack.api.send('POST', path, body)
    expect(status, text).toBe(201)
    return (answer as { id: string }).id
  }
  const [ours, theirs] = [
    await made('/groups', { name: 'Ours' }),
    await made('/groups', { name: 'Theirs' }),
  ]
  const sources = [{ url: 'testcard://320x180@10' }]
  ids.channelId = await made('/channels', { name: NAME, groupId: ours, sources })
  const logIn = async (name: string, role: string, more: object = {}) => {
    const email = `${name}@example.org`
    const id = await made('/users', { email, role, password: PASSWORD, ...more })
    tokens[name] = (await apiClient(stack.url).login(email, PASSWORD)).token ?? ''
    return id
  }
  ids.userId = await logIn('viewer', 'viewer')
  await logIn('stranger', 'operator', { groupIds: [theirs] })
  const demoted = await logIn('demoted', 'admin')
  const disabled = await logIn('disabled', 'admin')
  tokens.admin = stack.api.token ?? ''
  const key = await stack.api.send('POST', '/api-keys', { name: 'Program', role: 'admin' })
  tokens.key = z.object({ key: z.string() }).parse(key.body).key
  tokens.forged = `${tokens.admin.split('.').slice(0, 2).join('.')}.${'A'.repeat(43)}`
  forms = await collectForms()
  const change = (id: string, body: object) => stack.api.send('PATCH', `/users/${id}`, body)
  expect((await change(demoted, { role: 'viewer' })).status).toBe(200)
  expect((await change(disabled, { disabled: true })).status).toBe(200)
})
afterAll(async () => {
  await handle?.close()
  await stack?.stop()
  await database?.stop()
  folder.remove()
})

function ask(who: string, address: string, form: Record<string, string> | null = null) {
  return fetch(`${stack.url}${address}`, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: {
      ...(tokens[who] ? { cookie: `cbtv_access=${tokens[who]}` } : {}),
      ...(who === 'key in the header' ? { authorization: `Bearer ${tokens.key}` } : {}),
      origin: stack.url,
    },
    body: form && new URLSearchParams(form),
  })
}

/** Where Remix reads the data of a page. */
const dataOf = (address: string) => `${address === '/' ? '/_root' : address}.data`

/** Every form that the pages have for an administrator, filled in. */
async function collectForms(): Promise<PageForm[]> {
  const found: PageForm[] = []
  for (const path of paths) {
    const address = filled(path)
    const answer = await ask('admin', address)
    if (answer.status !== 200 || !/html/.test(answer.headers.get('content-type') ?? '')) continue
    found.push(...formsOf(await answer.text(), address))
  }
  return found.filter(({ action }) => !OWN.test(action))
}

/** What machines write by themselves. */
const OF_MACHINES =
  /^(channel_rollups|host_rollups|history|host_history|leases|sessions|events|alerts|incidents|incident_entries|deliveries|channel_hosts)(_\d+)*$/

/** All rows that people change, but for when somebody was last there. */
async function rows(): Promise<Record<string, string>> {
  const tables = await handle.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`
  const kept: Record<string, string> = {}
  for (const { name } of tables) {
    if (OF_MACHINES.test(name)) continue
    const [row] = await handle.sql<{ all: string | null }[]>`
      select string_agg((to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text, E'\n'
        order by to_jsonb(t)::text) as all from ${handle.sql(name)} t`
    kept[name] = row?.all ?? ''
  }
  return kept
}

test('there are forms of many pages', () => {
  expect(new Set(forms.map(({ page }) => page)).size).toBeGreaterThan(12)
})

/** Whom the product must not know. */
const UNKNOWN = ['nobody', 'forged', 'disabled', 'key', 'key in the header']

describe.each([...UNKNOWN, 'viewer', 'demoted', 'stranger'])('pages for: %s', (who) => {
  /** An operator may do a lot that is not of this channel. */
  const isRefused = ({ page, action }: PageForm) =>
    who !== 'stranger' || action.includes(ids.channelId ?? '') || FOR_ADMINS.test(page)

  test('no form of an administrator changes anything', async () => {
    const sent = forms.filter(isRefused)
    expect(sent.length).toBeGreaterThan(5)
    const before = await rows()
    for (const { action, fields } of sent) {
      const { status } = await ask(who, action, fields)
      expect(status, `POST ${action}`).toBeLessThan(500)
      await (await ask(who, dataOf(action), fields)).text()
    }
    expect(await rows()).toEqual(before)
  })

  test('no page and no data of a page tells what is not theirs', async () => {
    for (const path of paths) {
      for (const asked of [filled(path), dataOf(filled(path))]) {
        const answer = await ask(who, asked)
        const [what, text] = [`${asked}: ${answer.status}`, await answer.text()]
        expect(answer.status, what).toBeLessThan(500)
        for (const hidden of hiddenFrom(who, path)) expect(text, what).not.toContain(hidden)
        if (!UNKNOWN.includes(who)) continue
        const leadsToLogin = /\/login/.test(answer.headers.get('location') ?? text)
        expect(leadsToLogin || answer.status >= 400 || text === '', what).toBe(true)
      }
    }
  })
})

/** What of the product somebody may not read on a page. */
function hiddenFrom(who: string, path: string): string[] {
  return [
    ...(UNKNOWN.includes(who) || who === 'stranger' ? [NAME] : []),
    ...(FOR_ADMINS.test(path) ? ['disabled@example.org'] : []),
  ]
}

test('the same forms of an administrator change things', async () => {
  let changes = 0
  for (const { action, fields } of forms) {
    const before = await rows()
    await (await ask('admin', action, fields)).text()
    if (JSON.stringify(await rows()) !== JSON.stringify(before)) changes += 1
  }
  expect(changes).toBeGreaterThan(5)
})
