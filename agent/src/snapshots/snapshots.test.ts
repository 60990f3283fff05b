import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HostId } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { type HostKeys, readHostKeys } from '../files/host-keys.ts'
import { openSnapshots } from './snapshots.ts'

const PASSWORD = 'Zq7plantedsecret'
const OWN = secretKeyOf('a key of this host alone, made once')
const sources = [{ id: sourceId(1), url: `http://reader:${PASSWORD}@192.0.2.1/live.ts` }]
const wanted = makeDesired(1, [makeChannel(1, { sources })])
const hostId = HostId.parse(wanted.hostId)

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshots-'))
  path = join(folder, 'desired.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (keys: HostKeys = [OWN]) => openSnapshots(path, hostId, keys)
const onDisk = () => readFileSync(path, 'utf8')

it('keeps what is wanted for the next agent, and no password of a source in the open', () => {
  expect(open().offer(wanted, new Set())).toMatchObject({ kind: 'accepted', saved: true })
  expect(onDisk()).not.toContain(PASSWORD)
  expect(onDisk()).not.toContain('192.0.2.1')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(open().current()).toEqual(wanted)
})

it('reads the plain file of an earlier release, and seals it at once', () => {
  writeFileSync(path, JSON.stringify(wanted))
  expect(open().current()).toEqual(wanted)
  expect(onDisk()).not.toContain(PASSWORD)
  expect(open().current()).toEqual(wanted)
})

test.each([
  ['another key', () => open([secretKeyOf('a key of another host altogether')])],
  [
    'other bytes',
    () => {
      writeFileSync(path, onDisk().replace(/.{8}"\}$/, 'AAAAAAAA"}'))
      return open()
    },
  ],
])('what was sealed with, or changed to, %s is damaged and not believed', (_, reopen) => {
  open().offer(wanted, new Set())
  const snapshots = reopen()
  expect(snapshots.current()).toBeNull()
  expect(snapshots.damaged).toMatch(/sealed/)
})

it('makes a key beside the state, once, for its owner alone', () => {
  const [made] = readHostKeys({ dataDir: folder, hostKey: null })
  expect(readHostKeys({ dataDir: folder, hostKey: null })[0]).toEqual(made)
  expect(statSync(join(folder, 'host.key')).mode & 0o777).toBe(0o600)
})

it('opens with a key that is given later what its own one has sealed', () => {
  open(readHostKeys({ dataDir: folder, hostKey: null })).offer(wanted, new Set())
  const given = readHostKeys({ dataDir: folder, hostKey: 'x'.repeat(32) })
  expect(open(given).current()).toEqual(wanted)
  expect(given[0]).toEqual(secretKeyOf('x'.repeat(32)))
})

it('says which key is too short, and where one cannot be kept', () => {
  expect(() => readHostKeys({ dataDir: folder, hostKey: 'short' })).toThrow(
    'The key in HOST_KEY is too short: it needs at least 32 characters.',
  )
  expect(() => readHostKeys({ dataDir: '/proc/none', hostKey: null })).toThrow(/Give HOST_KEY\.$/)
})
