import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioSettings, StoredSettings } from '@cashbacktv/contract'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDb } from '../client.ts'
import { connect } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { inDatabase, onServer } from '../test/template.ts'
import { channels, settingAt, withSettings } from './channels.ts'

const LAST_BEFORE = '0005_say_deinterlace'
const NAME = `test_migrated_${process.pid}`
const server = inject('databaseServerUrl')
const url = inDatabase(server, NAME)
let handle: ReturnType<typeof createDb>

const OLD_OUTPUT = {
  mode: 'copy',
  presetId: 'sport',
  renditions: [{ name: 'hd', height: 720 }],
  audio: { mode: 'none', bitrateKbps: 96 },
  deinterlace: 'field',
}
/** With what has come since, which it had not. */
const OUTPUT = {
  ...OLD_OUTPUT,
  audio: AudioSettings.parse(OLD_OUTPUT.audio),
  encoder: 'cpu' as const,
  codec: 'h264' as const,
  subtitles: [],
}
const OLD_LOGO = { assetId: crypto.randomUUID(), x: 0.1, y: 0.2, width: 0.3, opacity: 0.5 }
const OLD_SCHEDULE = {
  timeZone: 'Europe/Berlin',
  oneOff: [],
  weekly: [{ days: [1, 2], start: '08:00', end: '02:00' }],
}

beforeAll(async () => {
  await onServer(server, `create database ${NAME}`)
  const before = await migrationsUntil(LAST_BEFORE)
  await migrate(url, before)
  await rm(before, { recursive: true })
  const sql = connect(url, { max: 1 })
  // The second one was never published.
  const renditions = [...OLD_OUTPUT.renditions, { name: 'sd', height: 360 }]
  const values = {
    output: { ...OLD_OUTPUT, renditions },
    hls: { segmentSeconds: 4, windowSegments: 9 },
    slate: { enabled: false, picture: null, language: 'en' },
    dvr: { windowSeconds: 60 },
  }
  const add = (row: object) => sql`insert into channels ${sql({ ...values, ...row })}`
  await add({
    name: 'Full',
    slug: 'full',
    logo: OLD_LOGO,
    schedule: OLD_SCHEDULE,
    priority: 7,
    limits: { memoryBytes: 1_000_000, cpuPercent: 80 },
    auto_restart: false,
  })
  await add({ name: 'Bare', slug: 'bare', limits: { memoryBytes: null, cpuPercent: null } })
  await sql.end()
  await migrate(url)
  handle = createDb(url)
})

afterAll(async () => {
  await handle?.close()
  await onServer(server, `drop database if exists ${NAME} with (force)`)
})

test('a channel of before keeps every setting, the one rendition that it published, and a limit that ended each run at once is the least that works', async () => {
  const [row] = await handle.db.select().from(channels).where(eq(channels.slug, 'full'))
  expect(row).toMatchObject({ name: 'Full', priority: 7 })
  expect(row?.settings).toEqual({
    ...StoredSettings.parse({}),
    output: OUTPUT,
    logo: OLD_LOGO,
    schedule: OLD_SCHEDULE,
    autoRestart: false,
    hls: { segmentSeconds: 4, windowSegments: 9 },
    dvr: { windowSeconds: 60, budgetBytes: null },
    slate: { enabled: false, picture: null, language: 'en' },
    limits: { memoryBytes: 64_000_000, cpuPercent: 80 },
  })
})

test('what a channel of before did not have it has not after', async () => {
  const [row] = await handle.db.select().from(channels).where(eq(channels.slug, 'bare'))
  expect(row?.settings).toMatchObject({ logo: null, schedule: null, autoRestart: true })
  expect(row?.settings.limits).toEqual({ memoryBytes: null, cpuPercent: null })
})

test('a setting that came after a row was stored has its default', async () => {
  await handle.sql`update channels set settings = settings - 'slate' where slug = 'bare'`
  const [row] = await handle.db.select().from(channels).where(eq(channels.slug, 'bare'))
  expect(row?.settings.slate).toEqual(StoredSettings.parse({}).slate)
})

test('a written setting leaves the others as they are, and is found by what is in it', async () => {
  const logo = StoredSettings.shape.logo.parse({ ...OLD_LOGO, x: 0.9 })
  await handle.db
    .update(channels)
    .set({ settings: withSettings({ logo }) })
    .where(eq(channels.slug, 'full'))
  const found = await handle.db
    .select()
    .from(channels)
    .where(eq(settingAt('logo', 'assetId'), OLD_LOGO.assetId))
  expect(found.map(({ settings }) => settings)).toEqual([
    expect.objectContaining({ logo, schedule: OLD_SCHEDULE, output: OUTPUT }),
  ])
})

/** A copy of the migrations as they were when this one was the last. */
async function migrationsUntil(tag: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cbtv-migrations-'))
  await cp(join(import.meta.dirname, '../../migrations'), folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(path, 'utf8'))
  const last = journal.entries.findIndex((entry) => entry.tag === tag)
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }))
  return folder
}
