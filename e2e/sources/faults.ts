import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { freePort } from '../stack/free-port.ts'
import { listenLocally } from '../stack/local-server.ts'
import type { LiveSource } from './live-source.ts'

/** Nobody listens. */
export async function refusedSource(): Promise<LiveSource> {
  return { url: `http://127.0.0.1:${await freePort()}/live.ts`, close: async () => {} }
}

/** Accepts the connection and never says a word. */
export async function silentSource(): Promise<LiveSource> {
  const local = await listenLocally(createServer(() => {}))
  return { url: `http://127.0.0.1:${local.port}/live.ts`, close: () => local.close() }
}

/** Says 200 and then sends a byte every 200 ms: enough to defeat a time-out on reads. */
export function drippingSource(): Promise<LiveSource> {
  return httpSource((response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    const timer = setInterval(() => response.write('G'), 200)
    response.on('close', () => clearInterval(timer))
  })
}

/** Answers every request with this status. */
export function statusSource(status: number): Promise<LiveSource> {
  return httpSource((response) => response.writeHead(status).end())
}

/** A web page where a stream was expected. */
export function htmlSource(): Promise<LiveSource> {
  return httpSource((response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<!doctype html><title>Welcome</title>${'<p>Not a stream.</p>'.repeat(200)}`)
  })
}

/** Sends the client elsewhere. */
export function redirectSource(location: string): Promise<LiveSource> {
  return httpSource((response) => response.writeHead(302, { location }).end())
}

async function httpSource(answer: (response: ServerResponse) => void): Promise<LiveSource> {
  const local = await listenLocally(createHttpServer((_request, response) => answer(response)))
  return { url: `http://127.0.0.1:${local.port}/live.ts`, close: () => local.close() }
}
