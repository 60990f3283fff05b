import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { request } from 'node:https'
import { expect, onTestFinished, test } from 'vitest'
import { startNginx } from './test/start-nginx.ts'

/** The address of a control plane that answers so. */
async function controlPlane(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' ? `127.0.0.1:${address?.port}` : ''
}

function statusOf(port: number, path: string): Promise<number> {
  const options = { host: '127.0.0.1', port, path, headers: { host: 'tv.example' } }
  return new Promise((resolve, reject) => {
    request({ ...options, rejectUnauthorized: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

test('while two releases answer, a part of a page that one of them has not is taken from the other', async () => {
  const older = await controlPlane((_, res) => void res.writeHead(404).end())
  const newer = await controlPlane(({ url }, res) => {
    res.writeHead(url === '/assets/of-newer.js' ? 200 : 404).end()
  })
  const nginx = await startNginx('control-plane', { CONTROL_PLANES: `${older},${newer}` })
  onTestFinished(nginx.stop)
  for (let times = 0; times < 4; times += 1)
    expect(await statusOf(nginx.httpsPort, '/assets/of-newer.js')).toBe(200)
  expect(await statusOf(nginx.httpsPort, '/assets/of-none.js')).toBe(404)
})
