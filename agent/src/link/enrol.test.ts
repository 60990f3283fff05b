import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asset, Sha256 } from '@cashbacktv/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CREDENTIAL,
  JOIN_TOKEN,
  type Memory,
  newMemory,
  startControlPlane,
} from '../../test/stand-in-control-plane.ts'
import { until } from '../../test/test-supervisor.ts'
import { createAssetStore } from './asset-store.ts'
import { type EnrolOptions, enrol } from './enrol.ts'
import { enrolAnewWhenRefused } from './enrol-anew.ts'

let folder: string
let plane: Awaited<ReturnType<typeof startControlPlane>>
let memory: Memory
const silent = () => {}
const warnings: string[] = []
const warn = (_fields: object, message: string) => void warnings.push(message)
const log = { debug: silent, info: silent, warn, error: silent }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'enrol-'))
  memory = newMemory()
  warnings.length = 0
  plane = await startControlPlane(memory)
})
afterEach(async () => {
  await plane.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (joinToken: string | null, controlPlaneUrl = plane.url): EnrolOptions => ({
  identityFile: join(folder, 'identity.json'),
  controlPlaneUrl,
  joinToken,
  name: 'host',
  log,
  random: () => 0,
})
const enter = (...given: Parameters<typeof asked>) => enrol(asked(...given))

it('spends its token once, keeps its credential to itself and needs no token again', async () => {
  expect((await enter(JOIN_TOKEN)).credential).toBe(CREDENTIAL)
  expect(statSync(join(folder, 'identity.json')).mode & 0o777).toBe(0o600)
  expect((await enter(null)).credential).toBe(CREDENTIAL)
})

it('says what to do when the token is refused or missing, without showing it', async () => {
  const refused = await enter('a-wrong-token-of-someone').catch((error: Error) => error.message)
  expect(refused).toContain('Create a new join token')
  expect(refused).not.toContain('a-wrong-token')
  await expect(enter(null)).rejects.toThrow('JOIN_TOKEN')
})

it('waits for a control plane that is not there yet', async () => {
  const { port } = plane
  await plane.close()
  const waiting = enter(JOIN_TOKEN, `http://127.0.0.1:${port}`)
  plane = await startControlPlane(memory, port)
  expect((await waiting).credential).toBe(CREDENTIAL)
})

describe('a host that is refused', () => {
  const [NEXT_TOKEN, NEXT_CREDENTIAL] = ['another-token-of-a-test', 'd'.repeat(40)]
  let enrolled: number
  beforeEach(async () => {
    enrolled = 0
    await enter(JOIN_TOKEN)
    memory.credential = NEXT_CREDENTIAL
  })
  /** As at the start of a program with these settings that is refused. */
  const refusedWith = (...given: Parameters<typeof asked>) =>
    enrolAnewWhenRefused(asked(...given), () => enrolled++)

  it('is another one once it has a token that it did not spend before', async () => {
    memory.joinTokens.add(NEXT_TOKEN)
    const refused = refusedWith(NEXT_TOKEN)
    // The link may be refused again while the answer is awaited.
    refused()
    refused()
    await until(() => enrolled === 1, 'the enrolment')
    expect((await enter(NEXT_TOKEN)).credential).toBe(NEXT_CREDENTIAL)
    expect(memory.enrolments).toEqual([JOIN_TOKEN, NEXT_TOKEN])
    expect(statSync(join(folder, 'identity.json')).mode & 0o777).toBe(0o600)
  })

  it('asks with a token that is over once, says so and stays who it is', async () => {
    refusedWith(JOIN_TOKEN)()
    const refused = refusedWith(NEXT_TOKEN)
    refused()
    await until(() => warnings.length === 1, 'the refusal')
    expect(warnings[0]).toContain('Create a new join token')
    memory.joinTokens.add(NEXT_TOKEN)
    refused()
    refusedWith(NEXT_TOKEN)()
    expect((await enter(NEXT_TOKEN)).credential).toBe(CREDENTIAL)
    // Asked last, so whatever was asked before has come.
    refusedWith('a-third-token-of-a-test')()
    await until(() => warnings.length === 2, 'the second refusal')
    const asks = [JOIN_TOKEN, NEXT_TOKEN, 'a-third-token-of-a-test']
    expect([memory.enrolments, enrolled]).toEqual([asks, 0])
  })

  it('asks with the same token at another control plane', async () => {
    const elsewhere = newMemory()
    elsewhere.credential = NEXT_CREDENTIAL
    const other = await startControlPlane(elsewhere)
    refusedWith(JOIN_TOKEN, other.url)()
    await until(() => enrolled === 1, 'the enrolment')
    expect(await enter(null, other.url)).toMatchObject({ credential: NEXT_CREDENTIAL })
    await other.close()
  })

  it('keeps a token for later while the control plane is away', async () => {
    const { port } = plane
    await plane.close()
    const refused = refusedWith(NEXT_TOKEN)
    memory.joinTokens.add(NEXT_TOKEN)
    refused()
    plane = await startControlPlane(memory, port)
    await until(() => {
      refused()
      return enrolled === 1
    }, 'the enrolment')
    expect(warnings).toEqual([])
  })
})

it('keeps an asset only when it is what its hash says', async () => {
  const content = Buffer.from('a picture')
  const sha256 = createHash('sha256').update(content).digest('hex') as Sha256
  const asset: Asset = { sha256, mime: 'image/png', bytes: content.length }
  const store = createAssetStore({
    folder,
    controlPlaneUrl: plane.url,
    credential: { current: () => CREDENTIAL },
  })
  await expect(store.fetch(asset)).rejects.toThrow('404')
  memory.assets.set(sha256, Buffer.from('another one'))
  await expect(store.fetch(asset)).rejects.toThrow('damaged')
  expect(store.fileOf(sha256)).toBeNull()
  memory.assets.set(sha256, content)
  expect(readFileSync(await store.fetch(asset))).toEqual(content)
  expect(store.fileOf(sha256)).not.toBeNull()
})
