import { type Asking, askSteadily, type Steady } from './ask-steadily.ts'
import type { Production } from './production.ts'

export const PLANES = ['control-plane-1', 'control-plane-2']

const channelsOf = async (it: Production, token: string): Promise<{ id: string }[]> =>
  JSON.parse((await it.ask('/api/v1/channels', { token })).body).items

/** A program of its own, which may ask as often as any other. */
export async function programKey(it: Production, name: string): Promise<string> {
  const wish = { method: 'POST', body: { name, role: 'operator' }, token: await it.logIn() }
  return JSON.parse((await it.ask('/api/v1/api-keys', wish)).body).key
}

/** Programs that read lists and pages, and one that has something written, until they are stopped. */
export async function askingSteadily(it: Production, perSecond: number): Promise<Steady> {
  const names = ['reader', 'lister', 'writer']
  const [reader = '', lister, writer] = await Promise.all(names.map((name) => programKey(it, name)))
  const [channel] = await channelsOf(it, reader)
  // Disks of a busy machine let a request wait, in its database, for longer than one that is lost would.
  const patient = { timeoutMs: 30_000 }
  const channels = ['/api/v1/channels', { token: reader, ...patient }] as const
  const hosts = ['/api/v1/hosts', { token: lister, ...patient }] as const
  const reveal = `/api/v1/channels/${channel?.id}/reveal`
  const write = [reveal, { token: writer, method: 'POST', body: {}, ...patient }] as const
  const read = [channels, hosts, channels, hosts, channels, hosts]
  // Those who log in share an address with the page, and what an address may ask for.
  const questions = [...read, write, ...read, write, ['/login', patient] as const]
  return askSteadily(it.ask, questions, perSecond)
}

/** First what was asked in vain, then what nginx and the control planes say of it. */
export async function explained(it: Production, failed: Asking[]): Promise<string> {
  const logs = await Promise.all(PLANES.map((name) => it.stack.logs(name, 2_000)))
  const errors = logs.flatMap((log) =>
    log.split('\n').filter((line) => /"level":"ERROR"/.test(line)),
  )
  return [
    ...failed.map(({ line }) => line),
    'nginx:',
    await it.stack.logs('nginx'),
    'planes:',
    ...errors,
  ].join('\n')
}
