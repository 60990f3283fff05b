import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { apiClient } from '../stack/api-client.ts'
import type { Child } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { listenLocally } from '../stack/local-server.ts'
import { withProduct } from '../stack/start-product.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startStack, untilReady } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

test('a port that is taken: it says which, and what to do, and leaves nothing running', async () => {
  const taken = await listenLocally(createServer())
  await withProduct({ PORT: String(taken.port) }, async ({ child, dataDir }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain(String(taken.port))
    expect(child.output()).toContain('PORT')
    expect(child.output()).not.toMatch(/\n\s+at .*node:/)
    expect(postmasters(dataDir)).toEqual([])
  })
  await taken.close()
})

test('a second start on one data folder is refused, and the first goes on', async () => {
  const stack = await startStack()
  await withProduct({ DATA_DIR: stack.dataDir }, async ({ child }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain('DATA_DIR')
  })
  expect((await fetch(`${stack.url}/readyz`)).status).toBe(200)
  expect((await stack.api.channels()).total).toBe(0)
  await stack.stop()
})

test('a database that is away: it says so without the password, and ends', async () => {
  const DATABASE_URL = `postgres://someone:hidden-secret@127.0.0.1:${await freePort()}/nothing`
  await withProduct({ DATABASE_URL }, async ({ child }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toMatch(/database/i)
    expect(child.output()).not.toContain('hidden-secret')
  })
})

test.each([
  ['PORT', 'abc'],
  ['SOURCE_ALLOW_CIDRS', '999.0.0.0/8'],
  ['LOG_LEVEL', 'loud'],
  ['DATABASE_URL', 'mysql://127.0.0.1/x'],
])('%s=%s is refused by name before anything is started', async (name, value) => {
  const PORT = await freePort()
  await withProduct({ PORT: String(PORT), [name]: value }, async ({ child, dataDir }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain(name)
    expect(postmasters(dataDir)).toEqual([])
  })
})

test('a media folder that cannot be made: it names MEDIA_DIR, and ends', async () => {
  await withProduct({ MEDIA_DIR: '/proc/no/such/folder' }, async ({ child }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain('MEDIA_DIR')
  })
})

test('a data folder that is a file: it names DATA_DIR, and ends', async () => {
  const folder = tempFolder('file')
  const file = join(folder.path, 'data')
  writeFileSync(file, '')
  await withProduct({ DATA_DIR: file }, async ({ child }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain('DATA_DIR')
  })
  folder.remove()
})

test('a password for the first admin that is easy to guess: it says why, and ends', async () => {
  await withProduct({ ADMIN_PASSWORD: 'password1234' }, async ({ child }) => {
    expect(await endOf(child)).not.toBe(0)
    expect(child.output()).toContain('ADMIN_PASSWORD is easy to guess')
    expect(child.output()).not.toContain('password1234')
  })
})

test('without FFmpeg everything but channels works, and a channel says what is missing', async () => {
  const folder = tempFolder('path')
  await withProduct({ PATH: pathWithoutFfmpeg(folder.path) }, async ({ child, url }) => {
    await untilReady(child, url)
    const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    const sources = [{ url: 'testcard://640x360@25' }]
    const { id } = await api.startNew({ name: 'No FFmpeg', sources })
    const { reason } = await api.waitForChannel(id, ({ status }) => status === 'error')
    expect(reason?.message).toMatch(/FFmpeg/)
    expect(reason?.message).toMatch(/install/i)
  })
  folder.remove()
})

test('without a password in the environment one is made, shown once, and works', async () => {
  const folder = tempFolder('data')
  chmodSync(folder.path, 0o755)
  const env = { ADMIN_PASSWORD: '', DATA_DIR: folder.path }
  let password = ''
  await withProduct(env, async ({ child, url }) => {
    await untilReady(child, url)
    password = await waitFor('the password', () => {
      return /password\W+(\S{12,})/i.exec(child.output())?.[1]
    })
    expect(child.output().split(password)).toHaveLength(2)
    await apiClient(url).login(ADMIN_EMAIL, password)
  })
  await withProduct(env, async ({ child, url }) => {
    await untilReady(child, url)
    expect(child.output()).not.toContain(password)
    await apiClient(url).login(ADMIN_EMAIL, password)
  })
  folder.remove()
})

/** A folder of links to every program of PATH but FFmpeg's. */
function pathWithoutFfmpeg(folder: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const from of (process.env.PATH ?? '').split(delimiter)) {
    if (!existsSync(from)) continue
    for (const name of readdirSync(from)) {
      const link = join(bin, name)
      if (!/^ff(mpeg|probe|play)$/.test(name) && !existsSync(link))
        symlinkIfNew(join(from, name), link)
    }
  }
  return bin
}

function symlinkIfNew(target: string, link: string) {
  try {
    symlinkSync(target, link)
  } catch {
    // A dangling link of the same name.
  }
}

function postmasters(dataDir: string): string[] {
  if (!existsSync(dataDir)) return []
  return readdirSync(dataDir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('postmaster.pid'))
}

/** Its exit code; one that goes on instead is an error with its output. */
function endOf(child: Child): Promise<number | null> {
  const goesOn = delay(30_000, null, { ref: false }).then(() => {
    throw new Error(`It did not end by itself:\n${child.output().slice(-1500)}`)
  })
  return Promise.race([child.exited, goesOn])
}
