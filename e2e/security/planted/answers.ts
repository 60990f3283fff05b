import { proceduresByPath, restProcedures } from '../../../control-plane/src/api/rest-procedures.ts'
import routes from '../../../webapp/app/routes.ts'
import type { SplitStack } from '../../stack/start-split-stack.ts'
import { firstSocketMessage } from '../../stack/web-socket.ts'

export type TakenAnswer = { of: string; status: number; text: string }

/** An id of each kind of thing, by the first part of names of procedures, and the second of addresses. */
export type Ids = Record<string, string>

/** Everything that can be read with a token: REST, tRPC, the live events, the metrics socket, pages and figures. */
export async function takeAnswers(
  { url, webappUrl }: SplitStack,
  token: string,
  ids: Ids,
): Promise<TakenAnswer[]> {
  const headers = { authorization: `Bearer ${token}` }
  const take = async (of: string, address: string, init: RequestInit): Promise<TakenAnswer> => {
    const response = await fetch(address, { ...init, redirect: 'manual' })
    return { of, status: response.status, text: await response.text() }
  }
  const rest = restProcedures()
    .filter(({ method }) => method === 'GET')
    .map(({ name, path }) => {
      const address = path.replace(/\{(\w+)\}/g, (_, field: string) => fill(ids, name, field))
      return take(`GET ${path}`, `${url}/api/v1${address}${QUERIES[name] ?? ''}`, { headers })
    })
  const queries = Object.entries(proceduresByPath())
    .filter(([, procedure]) => procedure._def.type === 'query')
    .map(([name]) => take(name, `${url}/trpc/${name}?input=${inputOf(ids, name)}`, { headers }))
  const cookie = `cbtv_access=${token}`
  const pages = pathsOf(routes).map((path) => {
    const address = path.replace(/:(\w+)/g, (_, field: string) => ids[field] ?? field)
    return take(`page ${path}`, `${webappUrl}${address}`, { headers: { cookie } })
  })
  return [
    ...(await Promise.all([...rest, ...queries, ...pages])),
    await take('/metrics', `${url}/metrics`, { headers }),
    await take('/openapi.json', `${url}/api/v1/openapi.json`, { headers }),
    await liveEvents(`${url}/trpc/live.watch`, headers),
    {
      of: 'socket',
      status: 200,
      text: await firstSocketMessage(`${url}/api/v1/ws/metrics`, headers),
    },
  ]
}

/** What makes answers longest. */
const QUERIES: Record<string, string> = { 'channels.logs': '?tail=500' }

function fill(ids: Ids, name: string, field: string): string {
  return (field === 'id' ? ids[name.split('.')[0] ?? ''] : ids[field]) ?? field
}

const TAKES_CHANNEL = ['monitoring.history']

function inputOf(ids: Ids, name: string): string {
  const [kind = ''] = name.split('.')
  const input: Record<string, string> = {}
  if (ids[kind] && !/\.(list|listed|deleted|joinTokens|plans)$/.test(name)) input.id = ids[kind]
  if (name === 'channels.timelineEntry') input.entryId = ids.entryId ?? ''
  if (name === 'auth.passwordLink') input.token = 'not a token'
  if (TAKES_CHANNEL.includes(name)) {
    input.channelId = ids.channels ?? ''
    input.range = '1h'
  }
  return encodeURIComponent(JSON.stringify(input))
}

type Route = { path?: string | undefined; children?: Route[] | undefined }

/** Ends a session, or is no page that is read. */
const NOT_READ = ['/logout', '/session/begin', '/session/refresh', '/preferences', '/*']

function pathsOf(all: Route[], above = ''): string[] {
  return all
    .flatMap(({ path, children }) => {
      const own = path === undefined ? above : `${above}/${path}`
      return children ? pathsOf(children, own) : [own || '/']
    })
    .filter((path) => !NOT_READ.includes(path))
}

/** What a live view is told until every channel has been named. */
async function liveEvents(url: string, headers: Record<string, string>): Promise<TakenAnswer> {
  const aborter = new AbortController()
  const response = await fetch(url, { headers, signal: aborter.signal })
  const decoder = new TextDecoder()
  let text = ''
  if (response.body) {
    for await (const part of response.body) {
      text += decoder.decode(part, { stream: true })
      if (text.split('\ndata:').length > 5) break
    }
  }
  aborter.abort()
  return { of: 'live.watch', status: response.status, text }
}
