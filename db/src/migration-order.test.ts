import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../migrations')
type Journal = { entries: { idx: number; when: number; tag: string }[] }
type Snapshot = { id: string; prevId: string }

const read = (name: string) => JSON.parse(readFileSync(join(folder, 'meta', name), 'utf8'))
const { entries }: Journal = read('_journal.json')
const numbered = (at: number) => String(at).padStart(4, '0')

test('migrations are numbered without a hole, each with its file and its snapshot', () => {
  const numbers = entries.map((_, at) => numbered(at))
  expect(entries.map(({ idx }) => numbered(idx))).toEqual(numbers)
  expect(entries.map(({ tag }) => tag.slice(0, 4))).toEqual(numbers)
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`))
  const snapshots = readdirSync(join(folder, 'meta')).filter((name) => name !== '_journal.json')
  expect(snapshots.sort()).toEqual(numbers.map((number) => `${number}_snapshot.json`))
})

test('each comes after those before it: one that is dated before the last applied is never applied', () => {
  const dates = entries.map(({ when }) => when)
  expect(dates).toEqual([...new Set(dates)].sort((a, b) => a - b))
  const snapshots = entries.map((_, at): Snapshot => read(`${numbered(at)}_snapshot.json`))
  const followed = snapshots.slice(1).map(({ prevId }) => prevId)
  expect(followed).toEqual(snapshots.slice(0, -1).map(({ id }) => id))
})
