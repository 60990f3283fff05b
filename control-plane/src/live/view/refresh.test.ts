import { createDb } from '@cashbacktv/db'
import { expect, onTestFinished, test } from 'vitest'
import { createFleet } from '../../domain/fleet/fleet.ts'
import { createRefresh } from './refresh.ts'

test('nothing is read, and nobody is warned, before somebody has asked', async () => {
  // Nothing listens there, as before a database is up.
  const { db, close } = createDb('postgres://nobody@127.0.0.1:1/none')
  onTestFinished(close)
  const warnings: string[] = []
  const log = { warn: (...words: unknown[]) => void warnings.push(String(words.at(-1))) }
  const refresh = createRefresh({ db, fleet: createFleet(), log, now: () => new Date() })
  onTestFinished(refresh.close)
  refresh.again(false)
  refresh.again(true)
  await expect(refresh.settled()).rejects.toThrow()
  expect(warnings).toEqual([])
  refresh.again(false)
  await expect.poll(() => warnings).toEqual(['the live view cannot be read anew'])
})
