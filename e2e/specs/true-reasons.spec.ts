import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  answerFile,
  answerLive,
  answerText,
  scrambled,
  startAnswers,
  without,
} from '../sources/answers.ts'
import { testClip } from '../sources/clip.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const PAGE = '<!DOCTYPE html><html><body>Sign in</body></html>'
const [PICTURE_PID, AUDIO_PID] = [0x100, 0x101]
const SECONDS = 30
let stack: Stack
let source: Awaited<ReturnType<typeof startAnswers>>
let stream: Buffer

beforeAll(async () => {
  stream = readFileSync(await testClip({ width: 320, height: 180, seconds: SECONDS }))
  const isMedia = (pid: number) => pid === PICTURE_PID || pid === AUDIO_PID
  const sample =
    '#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="key"\n#EXTINF:30,\nfile.ts\n'
  source = await startAnswers(
    new Map<string, Answer>([
      ['page.ts', answerText(PAGE)],
      ['sample.m3u8', answerText(sample)],
      ['scrambled.ts', answerLive(scrambled(stream, isMedia), SECONDS)],
      ['tables.ts', answerLive(without(stream, isMedia), SECONDS)],
      [
        'silent.ts',
        answerLive(
          without(stream, (pid) => pid === AUDIO_PID),
          SECONDS,
        ),
      ],
      ['file.ts', answerFile(stream)],
    ]),
  )
  stack = await shareStack()
})
afterAll(async () => {
  await stack?.stop()
  await source?.close()
})

async function start(path: string, mode: 'copy' | 'transcode' = 'transcode') {
  const { id } = await stack.api.startNew({
    name: `Reasons ${path} ${mode}`,
    sources: [{ url: `${source.url}/${path}` }],
    output: { mode },
  })
  return id
}

describe.concurrent('a channel says why its source is of no use, long before a start times out', () => {
  test.each([
    ['sample.m3u8', 'encrypted'],
    ['scrambled.ts', 'scrambled'],
    ['tables.ts', 'only-tables'],
  ])('%s is never on air: %s', async (path, code) => {
    const id = await start(path)
    const { status } = await stack.api.waitForChannel(
      id,
      ({ reason }) => reason?.code === code,
      25_000,
    )
    expect(status).not.toBe('running')
  })

  test('a web page is the trouble of the provider: the stream behind it is on air when it is back', async () => {
    const id = await start('page.ts')
    const away = await stack.api.waitForChannel(id, ({ reason }) => reason?.code === 'web-page')
    expect(away.reason?.class).toBe('network')
    source.answers.set('page.ts', answerLive(stream, SECONDS))
    await stack.api.waitForChannel(id, ({ status }) => status === 'running', 25_000)
  })

  test('audio that is announced and absent is silence, not a minute of waiting', async () => {
    const id = await start('silent.ts')
    const asked = performance.now()
    await stack.api.waitForChannel(id, ({ status }) => status === 'running', 25_000)
    expect(performance.now() - asked).toBeLessThan(20_000)
  })

  test('a recording is read at its own pace, and said to be one', async () => {
    const id = await start('file.ts', 'copy')
    const { playbackUrl } = await stack.api.waitForChannel(id, ({ status }) => status === 'running')
    const begun = performance.now()
    const first = await fetchPlaylist(playbackUrl)
    const view = await stack.api.waitForChannel(id, ({ warnings }) => warnings.length > 0)
    // Reckoned from its size where a busy machine had not read its end in time.
    const duration = expect.stringMatching(/^0:(2[7-9]|3[0-3])$/)
    expect(view.warnings[0]).toMatchObject({ code: 'recording', params: { duration } })
    const later = await waitFor('the window to go on', async () => {
      const playlist = await fetchPlaylist(playbackUrl)
      return playlist.mediaSequence >= first.mediaSequence + 3 ? playlist : null
    })
    const segments = later.mediaSequence - first.mediaSequence
    expect((performance.now() - begun) / 1000).toBeGreaterThan(segments * 2 - 4)
  })
})
