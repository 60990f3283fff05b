import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const ARCHIVE = Buffer.from('an archive')
let folder: string
let one: TestPlane
let bare: TestPlane

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  const sum = createHash('sha256').update(ARCHIVE).digest('hex')
  writeFileSync(join(folder, 'cashbacktv-host-test.tar.gz'), ARCHIVE)
  writeFileSync(join(folder, 'cashbacktv-host-test.tar.gz.sha256'), `${sum}  some name\n`)
  writeFileSync(join(folder, 'install.sh'), "echo '@CONTROL_PLANE@ @ARCHIVE@ @SUM@'\n")
  ;[one, bare] = await Promise.all([
    startTestPlane({ hostReleaseDir: folder, publicUrl: 'https://tv.example/' }),
    startTestPlane({ hostReleaseDir: join(folder, 'nothing') }),
  ])
})
afterAll(async () => {
  await Promise.all([one?.close(), bare?.close()])
  rmSync(folder, { recursive: true, force: true })
})

test('a machine is handed the script with the address and the sum of the archive, and the archive', async () => {
  const { status, text, headers } = await one.ask({ method: 'GET', path: '/install.sh' })
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
  const [address, archive, sum] = execFileSync('sh', { input: text, encoding: 'utf8' })
    .trim()
    .split(' ')
  expect(address).toBe('https://tv.example')
  const given = await fetch(`${one.url}/install/${archive}`)
  const bytes = Buffer.from(await given.arrayBuffer())
  expect(bytes.equals(ARCHIVE)).toBe(true)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum)
})

test('whatever the asking machine says its address is, nothing of it is run', async () => {
  const headers = { 'x-forwarded-host': "evil'; touch /tmp/x; '" }
  const plane = await startTestPlane({ hostReleaseDir: folder })
  const { text } = await plane.ask({ method: 'GET', path: '/install.sh', headers })
  await plane.close()
  expect(text).toMatch(/^echo 'http:\/\/127\.0\.0\.1:\d+ /)
})

test('where none was packed, it is said, in the language of who asks', async () => {
  const headers = { 'accept-language': 'tr' }
  const { status, body } = await bare.ask({ method: 'GET', path: '/install.sh', headers })
  expect([status, body.error.messageCode]).toEqual([404, 'host-release-missing'])
  expect(body.error.message).toContain('npm run build')
})

test('a join token comes with the address under which the control plane is reached', async () => {
  const { body } = await one.as('admin', 'POST', '/hosts/join-tokens', {})
  expect(body).toMatchObject({ publicUrl: 'https://tv.example/', address: 'https://tv.example' })
  const { body: untold } = await bare.as('admin', 'POST', '/hosts/join-tokens', {})
  expect(untold).toMatchObject({ publicUrl: null, address: bare.url })
})
