import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const NEWS = '/streams/news/index.m3u8'
/** Less than a target duration, so that the next is looked for before an answer that waits is given. */
const SECONDS = 0.5

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
  stage.write(FIRST, 1, SECONDS)
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
})
afterEach(() => stage.close())

type Answer = { status: number; etag: string; count: number }

/** Asks as a browser does that has a list already. */
async function asked(player: string, etag = ''): Promise<Answer> {
  const headers = { 'user-agent': player, 'if-none-match': etag }
  const answer = await stage.get(NEWS, { headers })
  const count = segmentsOf(await answer.text()).length
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', count }
}

test('who came with the first segment and has all that is listed is answered once there is the next', async () => {
  const { etag } = await asked('early')
  const next = asked('early', etag)
  // Who begins is answered at once.
  expect(await asked('another')).toMatchObject({ status: 200, count: 1 })
  stage.write(FIRST, 2, SECONDS)
  expect(await next).toMatchObject({ status: 200, count: 2 })
})

test('where nothing comes it is told so when it would ask again, and whoever came later at once', async () => {
  await asked('early')
  stage.write(FIRST, 3, SECONDS)
  await stage.listed(3)
  const { etag } = await asked('late')
  expect(await asked('late', etag)).toMatchObject({ status: 304 })
  const before = performance.now()
  expect(await asked('early', etag)).toMatchObject({ status: 304 })
  // Half a target duration of two seconds.
  expect(performance.now() - before).toBeGreaterThan(900)
})
