import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { listenLocally } from '../stack/local-server.ts'
import { startStack } from '../stack/start-stack.ts'
import { attackSite, type WebFinding } from './attack/wapiti.ts'

test('wapiti finds, as somebody who is logged in, what a page repeats and where it leads away', async () => {
  const server = createServer((request, response): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (request.headers.cookie !== 'session=one') return void response.writeHead(401).end()
    response.setHeader('content-type', 'text/html')
    if (pathname === '/go') {
      return void response
        .writeHead(302, { location: encodeURI(searchParams.get('to') ?? '/') })
        .end()
    }
    const links = '<a href="/search?name=evening">Search</a> <a href="/go?to=/search">Go</a>'
    response.end(`<html><body>${searchParams.get('name') ?? ''}${links}</body></html>`)
  })
  const { port, close } = await listenLocally(server)
  onTestFinished(close)
  const headers = { Cookie: 'session=one' }
  const { found } = await attackSite({ url: `http://127.0.0.1:${port}`, headers, seconds: 30 })
  const kinds = new Set(found.map(({ kind, path }) => `${kind} ${path}`))
  expect(kinds).toContain('Cross Site Scripting /search')
  expect(kinds).toContain('Open Redirect /go')
  expect([...kinds].join()).toContain('Content Security Policy')
}, 120_000)

/** They end the session, or take what is attacked away. */
const LEFT = ['/logout*', '/session/*', '/account*', '/settings/users/*', '/settings/backup*']
const PAGES = [
  ...['/channels', '/channels?view=list', '/channels/new', '/wall', '/hosts', '/recordings'],
  ...[
    '/monitoring?search=a',
    '/analytics',
    '/alerts/incidents',
    '/alerts/messages',
    '/channels/import',
  ],
  ...['/settings/users', '/settings/groups', '/settings/audit?text=a', '/login?returnTo=/wall'],
  ...['/forgot', '/reset?token=x'],
]

/** What wapiti says and what does not hold here, with why. */
const EXCEPTIONS: { info: RegExp; why: string }[] = [
  {
    info: /^X-XSS-Protection is not set$/,
    why: 'browsers have taken that filter out; the policy of contents is what holds',
  },
  {
    info: /^Strict-Transport-Security is not set$|^Secure flag is not set/,
    why: 'what is attacked is served over http; both are there where PUBLIC_URL begins with https:',
  },
  {
    info: /^HttpOnly flag is not set in the cookie : cbtv_(theme|language)$/,
    why: 'what a page looks like, which its scripts read; nothing in it lets anybody in',
  },
  {
    info: /^HttpOnly flag is not set in the cookie : cbtv_flash$/,
    why: 'what was just done, for thirty seconds: the page that says so reads it and takes it away',
  },
]

test('no page of an administrator repeats, runs, reads or leads to what is put into it', async () => {
  const stack = await startStack()
  onTestFinished(() => stack.stop())
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.createChannel({ name: 'Attacked', sources })
  const cookie = `cbtv_access=${stack.api.token}`
  const { found, output } = await attackSite({
    url: stack.url,
    headers: { Cookie: cookie },
    left: LEFT,
    seconds: 12,
    pages: [`/channels/${id}`, `/channels/${id}/edit`, ...PAGES],
  })
  const held = ({ info }: WebFinding) => !EXCEPTIONS.some((one) => one.info.test(info))
  expect(found.filter(held)).toEqual([])
  // It saw what is behind the log-in, and nobody logged it out.
  expect(output).toContain(`/channels/${id}`)
  expect((await stack.api.send('GET', '/auth/me')).status).toBe(200)
}, 400_000)
