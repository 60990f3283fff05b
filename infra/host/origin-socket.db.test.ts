import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, onTestFinished, test } from 'vitest'
import { FIRST, writeAir, writeRun } from '../../agent/src/origin/test/stage.ts'
import { askSteadily } from '../compose/test/ask-steadily.ts'
import type { Answer } from '../compose/test/production.ts'
import { ask as askNginx } from '../nginx/test/ask-nginx.ts'
import { startNginx } from '../nginx/test/start-nginx.ts'
import { bundleServer } from '../prepare/bundle-servers.mjs'

const PLAYLIST = '/streams/news/index.m3u8'

/**
 * A channel on air, and an origin that is started again whenever it ends by one who keeps its socket open, as systemd does.
 * It is one file, as on a host: of its sources, compiled at each start, a busy machine makes more than the 8 s that nginx
 * waits.
 */
async function startOrigin() {
  const folder = mkdtempSync(join(tmpdir(), 'origin-socket-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const media = join(folder, 'media')
  writeRun(media, FIRST, 3, 2)
  writeAir(media, [{ runId: FIRST, ended: false }], true, {})
  const origin = join(folder, 'origin.mjs')
  await bundleServer('agent/src/origin/main.ts', origin)
  const program = [process.execPath, origin]
  const env = { ...process.env, MEDIA_DIR: media, DATA_DIR: media, LOG_LEVEL: 'warn' }
  const keeper = spawn(join(import.meta.dirname, 'test/hold-socket.pl'), ['0', ...program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Taken by somebody else: whoever binds a port by itself fails.
    env: { ...env, ORIGIN_PORT: '1', ORIGIN_HOST: '192.0.2.1' },
  })
  onTestFinished(async () => {
    keeper.kill('SIGTERM')
    await once(keeper, 'exit')
  })
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]()
  const said = async () => Number((await lines.next()).value)
  const port = await said()
  let pid = await said()
  return {
    port,
    /** Resolves with the next process, which answers later than that. */
    async restart() {
      process.kill(pid, 'SIGTERM')
      pid = await said()
    },
  }
}

/** By a connection of its own, as of a proxy that keeps none. */
const askStraight = (port: number, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false }, async (answer) => {
      let body = ''
      for await (const chunk of answer.setEncoding('utf8')) body += chunk
      resolve({ status: answer.statusCode ?? 0, body, type: '' })
    })
    asked.on('error', reject).end()
  })

test(
  'whoever asks while the origin is restarted waits for a moment, and is answered',
  NOISY_MACHINE,
  async () => {
    const { port, restart } = await startOrigin()
    const listed = await askStraight(port, PLAYLIST)
    expect(listed).toMatchObject({ status: 200, body: expect.stringContaining('#EXTINF') })
    const nginx = await startNginx('media-host', { ORIGIN_PORT: `${port}` })
    onTestFinished(nginx.stop)
    const byNginx = async (path: string): Promise<Answer> => {
      const { status, text } = await askNginx(nginx, path)
      return { status, body: text, type: '' }
    }
    const straight = askSteadily((path) => askStraight(port, path), [[PLAYLIST, {}]], 20)
    const steady = askSteadily(byNginx, [[PLAYLIST, {}]], 20)
    for (let times = 0; times < 3; times += 1) {
      await restart()
      // Answered by the process that came, whatever waited for it.
      expect((await byNginx(PLAYLIST)).status).toBe(200)
    }
    for (const each of [straight, steady]) {
      const { answered, failed } = await each.stop()
      expect(failed).toEqual([])
      expect(answered).toBeGreaterThan(20)
    }
    // What it had just sent on a connection that it kept it has sent again.
    const told = nginx.failed().split('\n').filter(Boolean)
    expect(
      told.map((line) => JSON.parse(line).status).filter((status) => status !== '200'),
    ).toEqual([])
  },
)

test('of an origin that does not come back players are told before they give up by themselves', async () => {
  const held = createServer().listen(0, '127.0.0.1')
  await once(held, 'listening')
  onTestFinished(() => void held.close())
  const address = held.address()
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen')
  const nginx = await startNginx('media-host', { ORIGIN_PORT: `${address.port}` })
  onTestFinished(nginx.stop)
  const askedAt = performance.now()
  expect((await askNginx(nginx, PLAYLIST)).status).toBe(504)
  expect(performance.now() - askedAt).toBeLessThan(10_000)
})
