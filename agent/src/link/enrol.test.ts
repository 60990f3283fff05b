import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asset, Sha256 } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  CREDENTIAL,
  JOIN_TOKEN,
  newMemory,
  startControlPlane,
} from '../../test/stand-in-control-plane.ts'
import { createAssetStore } from './asset-store.ts'
import { enrol } from './enrol.ts'

let folder: string
let plane: Awaited<ReturnType<typeof startControlPlane>>
const memory = newMemory()
const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'enrol-'))
  plane = await startControlPlane(memory)
})
afterEach(async () => {
  await plane.close()
  rmSync(folder, { recursive: true, force: true })
})

const enter = (joinToken: string | null, url = plane.url) =>
  enrol({
    identityFile: join(folder, 'identity.json'),
    controlPlaneUrl: url,
    joinToken,
    name: 'host',
    log,
    random: () => 0,
  })

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
