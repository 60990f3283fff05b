import { chmodSync } from 'node:fs'
import { request } from 'node:https'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNginx, type TestNginx } from '../../infra/nginx/test/start-nginx.ts'
import { freeUdpPort } from '../stack/free-port.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: Stack
let nginx: TestNginx

beforeAll(async () => {
  const logPort = String(await freeUdpPort())
  stack = await startStack({ env: { NGINX_LOG_PORT: logPort } })
  // nginx's workers are somebody else.
  chmodSync(stack.mediaDir, 0o755)
  const port = String(stack.port)
  nginx = await startNginx('both', {
    MEDIA_DIR: stack.mediaDir,
    PORT: port,
    ORIGIN_PORT: port,
    NGINX_LOG_PORT: logPort,
  })
})
afterAll(async () => {
  await nginx?.stop()
  await stack?.stop()
})

/** What nginx answers, and whether the origin had a hand in it. */
function get(path: string): Promise<{ status: number; bytes: number; text: string }> {
  const to = { host: '127.0.0.1', port: nginx.httpsPort, rejectUnauthorized: false, path }
  return new Promise((resolve, reject) => {
    request({ ...to, agent: false, headers: { host: 'tv.example', 'user-agent': 'P' } }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part: Buffer) => parts.push(part)).on('error', reject)
      res.on('end', () => {
        const body = Buffer.concat(parts)
        resolve({ status: res.statusCode ?? 0, bytes: body.length, text: body.toString('latin1') })
      })
    })
      .on('error', reject)
      .end()
  })
}

const sentBytes = async () => {
  const text = await (
    await fetch(`${stack.url}/metrics`, { headers: { authorization: `Bearer ${stack.api.token}` } })
  ).text()
  return Number(/^channel_sent_bytes_total\{.*\} (\d+)/m.exec(text)?.[1] ?? 0)
}

test('segments that nginx serves by itself before `npm start` are counted, to the byte', async () => {
  const sources = [{ url: 'testcard://320x180@10' }]
  const { slug } = await stack.api.putOnAir({ name: 'Counted', sources })
  const playlist = `/streams/${slug}/index.m3u8`
  const { text, bytes } = await waitFor('a playlist with segments', async () => {
    const answer = await get(playlist)
    if (!answer.text.includes('.ts')) throw new Error(answer.text)
    return answer
  })
  const segment = text.split('\n').find((line) => line.endsWith('.ts')) ?? ''
  const path = new URL(segment, `https://tv.example${playlist}`).pathname
  const before = await waitFor('the playlist to be counted', async () => {
    const sent = await sentBytes()
    if (sent < bytes) throw new Error(`${sent}`)
    return sent
  })
  const answers = [await get(path), await get(path), await get(path)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const served = answers.reduce((total, answer) => total + answer.bytes, 0)
  const after = await waitFor('the segments to be counted', async () => {
    const sent = await sentBytes()
    if (sent < before + served) throw new Error(`${sent} of ${before + served}`)
    return sent
  })
  expect(after).toBe(before + served)
})
