import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repositoryFiles, root } from '../repo/files.ts'
import { apiClient } from '../stack/api-client.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { type Child, startChild } from '../stack/child.ts'
import { identities } from '../stack/ffmpeg-processes.ts'
import { freePort } from '../stack/free-port.ts'
import { endLeftovers } from '../stack/leftovers.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, stackEnv } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

/** `npm run dev` in a copy of the sources that is edited, with one channel on air. */
const START = { timeoutMs: 240_000 }
const NEEDED =
  /^(agent|control-plane|db|docs|infra|webapp)\/|^(package|tsconfig\.base)\.json$|^README\.md$/

const LOGIN = 'webapp/app/routes/login.tsx'

const copy = tempFolder('sources')
const data = tempFolder('data')
const media = tempFolder('media', mediaParent())
let url = ''
let child: Child
let browser: Browser
let page: Page

beforeAll(async () => {
  copySources()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = stackEnv(data.path, media.path, port)
  child = startChild('node', ['--import', 'tsx', 'infra/dev/main.ts'], { cwd: copy.path, env })
  browser = await shareBrowser()
  page = await browser.newPage()
  await waitFor('the log-in page', async () => (await fetch(`${url}/login`)).ok, START)
  await putOnAir()
  await waitFor('the channel on air', async () => (await streamStatus()) === 200, START)
}, 600_000)

afterAll(async () => {
  await closePages(browser)
  await child?.stop(15_000)
  await endLeftovers({ dataDir: data.path, mediaDir: media.path })
  for (const folder of [copy, data, media]) folder.remove()
})

/** A small one: what it is encoded with is not what is edited. */
async function putOnAir(): Promise<void> {
  const logIn = () => apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
  const api = await waitFor('the log-in of the API', logIn, START)
  const sources = [{ url: 'testcard://320x180@10' }]
  await api.startNew({ name: 'Small', slug: 'small', sources })
}

const streamStatus = () => fetch(`${url}/streams/small/index.m3u8`).then(({ status }) => status)

test('a page that is edited is exchanged in the open browser, without being loaded anew', async () => {
  // Every module is a file of its own: that it is all there is told by what it does.
  await page.goto(`${url}/login`, { waitUntil: 'commit', timeout: START.timeoutMs })
  await page.locator('h1', { hasText: 'Log in' }).waitFor({ timeout: START.timeoutMs })
  edit(LOGIN, /<EntryPage title=\{[^}]*\}>/, "<EntryPage title={'Edited'}>")
  await page.locator('h1', { hasText: 'Edited' }).waitFor({ timeout: START.timeoutMs })
  await retitle('Edited', 'Once')
  // From here on the page has run its scripts: what is typed is the person's.
  await page.getByLabel('E-mail address').fill('somebody@example.org')
  await retitle('Once', 'Twice')
  // A page that is loaded anew would have an empty field.
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('somebody@example.org')
  expect(await (await fetch(`${url}/login`)).text()).toContain('Twice')
}, 600_000)

test('server code that is edited answers anew, and channels go on', async () => {
  const before = identities(media.path)
  expect(before).toHaveLength(1)
  edit('control-plane/src/api/app.ts', "status: 'alive'", "status: 'edited'")
  const health = () => fetch(`${url}/healthz`).then((answer) => answer.text())
  await waitFor('the new answer', async () => (await health()).includes('edited'), START)
  const text = 'Agent of the edited sources'
  edit('agent/src/link/connect-link.ts', 'Connected to the control plane', text)
  await waitFor('the new agent', () => child.output().includes(text), START)
  await waitFor('the stream', async () => (await streamStatus()) === 200, START)
  expect(identities(media.path)).toEqual(before)
}, 600_000)

test('what cannot run says so, and is started by the next change', async () => {
  const file = 'control-plane/src/api/app.ts'
  const whole = readFileSync(join(copy.path, file), 'utf8')
  writeFileSync(join(copy.path, file), `${whole}\nthis is no TypeScript`)
  await waitFor('the failure', () => child.output().includes('control-plane ended'), START)
  writeFileSync(join(copy.path, file), whole.replace("'edited'", "'repaired'"))
  const health = () => fetch(`${url}/healthz`).then((answer) => answer.text())
  await waitFor('the repaired answer', async () => (await health()).includes('repaired'), START)
}, 600_000)

test('Ctrl-C ends everything, channels and database too', async () => {
  child.process.kill('SIGINT')
  await waitFor('the end', () => child.process.exitCode !== null, START)
  expect(child.process.exitCode).toBe(0)
  expect(identities(media.path)).toEqual([])
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
})

async function retitle(from: string, to: string) {
  edit(LOGIN, `{'${from}'}`, `{'${to}'}`)
  await page.locator('h1', { hasText: to }).waitFor({ timeout: START.timeoutMs })
}

/** The sources, with the packages that are installed: ours are those of the copy. */
function copySources() {
  for (const path of repositoryFiles().filter((path) => NEEDED.test(path))) {
    cpSync(join(root, path), join(copy.path, path))
  }
  const installed = join(root, 'node_modules')
  mkdirSync(join(copy.path, 'node_modules/@cashbacktv'), { recursive: true })
  const names = readdirSync(installed).filter((name) => !/^(@cashbacktv|\.vite.*)$/.test(name))
  for (const name of names)
    symlinkSync(join(installed, name), join(copy.path, 'node_modules', name))
  for (const folder of [
    'agent',
    'control-plane',
    'db',
    'infra',
    'webapp',
    'control-plane/contract',
  ]) {
    const name = folder.split('/').at(-1) ?? folder
    symlinkSync(join(copy.path, folder), join(copy.path, 'node_modules/@cashbacktv', name))
    const own = join(root, folder, 'node_modules')
    if (readable(own)) symlinkSync(own, join(copy.path, folder, 'node_modules'))
  }
}

function readable(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => !name.startsWith('.'))
  } catch {
    return false
  }
}

function edit(path: string, what: string | RegExp, by: string) {
  const file = join(copy.path, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by))
}
