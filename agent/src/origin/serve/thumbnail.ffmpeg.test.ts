import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const THUMBNAIL = '/streams/news/thumbnail.jpg'

let stage: Stage

beforeEach(async () => {
  stage = await setStage()
})

afterEach(() => stage.close())

test('the picture that a transcoding FFmpeg writes is passed on', async () => {
  stage.write(FIRST, 1)
  writeFileSync(join(runFolder(stage.media, FIRST), 'thumb.jpg'), 'a picture')
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
  const answer = await stage.get(THUMBNAIL)
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
    'image/jpeg',
    'a picture',
  ])
})

test('of a copied stream a picture is taken from the newest segment', async () => {
  mkdirSync(runFolder(stage.media, FIRST), { recursive: true })
  stage.write(FIRST, 1)
  const segment = join(runFolder(stage.media, FIRST), '00000000.ts')
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25', '-t', '1']
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...source,
    '-c:v',
    'libx264',
    '-threads',
    '1',
    segment,
  ])
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
  const jpeg = Buffer.from(await (await stage.get(THUMBNAIL)).arrayBuffer())
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  expect(jpeg.length).toBeGreaterThan(1000)
})

test('while there is nothing to take a picture of, that is said', async () => {
  stage.air([])
  await stage.shown('This channel is starting.')
  const answer = await stage.get(THUMBNAIL)
  expect([answer.status, await answer.text()]).toEqual([
    404,
    'There is no picture of this channel yet.\n',
  ])
})
