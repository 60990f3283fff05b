import { expect, test } from 'vitest'
import { runChild } from '../stack/child.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { createSpawnLog } from './spawn-log.ts'

test('a spawn is noted at its moment with its arguments, and the real FFmpeg runs', async () => {
  const folder = tempFolder('spawn-log')
  const log = await createSpawnLog(folder.path)
  const before = Date.now()
  const env = { ...process.env, PATH: log.path }
  const output = await runChild('ffmpeg', ['-hide_banner', '-version'], { env })
  expect(output).toContain('ffmpeg version')
  const [spawn, ...others] = log.spawns('-version')
  expect(others).toEqual([])
  expect(spawn?.args).toEqual(['-hide_banner', '-version'])
  expect(spawn?.atMs).toBeGreaterThanOrEqual(before - 1)
  expect(spawn?.atMs).toBeLessThanOrEqual(Date.now())
  folder.remove()
})
