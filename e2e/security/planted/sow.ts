import { z } from 'zod'
import { statusSource } from '../../sources/faults.ts'
import { startHttpTs } from '../../sources/http-ts.ts'
import type { LiveSource } from '../../sources/live-source.ts'
import { startRtmp } from '../../sources/rtmp.ts'
import { startSrt } from '../../sources/srt.ts'
import { type Api, apiClient } from '../../stack/api-client.ts'
import { freePort, freeUdpPort } from '../../stack/free-port.ts'
import type { SplitStack } from '../../stack/start-split-stack.ts'
import { totpCode } from '../../stack/totp.ts'
import { type Listener, startListener } from './listen.ts'
import { sowHost, sowSegmentKey } from './sow-host.ts'
import { sowStored } from './sow-stored.ts'
import type { Planted } from './values.ts'

const VIEWER = 'looks.on@example.org'

/** What was sown, by the names that answers know it by. */
export type Sown = {
  viewer: Api
  /** On air: by HTTP, RTMP and SRT; `failing` never is. */
  onAir: string[]
  failing: string
  targetId: string
  viewerId: string
  recordingId: string
  /** What was answered about an address that nobody listens at. */
  refusal: string
  hooks: Listener
  close(): Promise<void>
}

/** Uses every door that takes or gives a secret once. */
export async function sow(stack: SplitStack, planted: Planted): Promise<Sown> {
  const sources = await startSources(planted)
  const hooks = await startListener()
  const close = async () => {
    await Promise.all([...sources, hooks].map((each) => each.close()))
  }
  try {
    sowHost(stack, planted)
    const channels = await sowChannels(stack.api, planted, sources)
    const probed = `${await nobody()}/${planted.make('source that is only probed')}.ts`
    const refusal = (await stack.api.send('POST', '/sources/probe', { url: probed })).text
    await importList(stack.api, planted)
    await sowBucket(stack.api, planted)
    const targetId = await sowAlerts(stack.api, planted, hooks)
    const person = await sowPeople(stack, planted)
    await sowKeys(stack, planted, channels.guarded)
    await sowStored(stack, planted)
    return { ...channels, ...person, refusal, targetId, hooks, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where nobody listens. */
const nobody = async () => `http://127.0.0.1:${await freePort()}`

async function startSources(planted: Planted): Promise<LiveSource[]> {
  return Promise.all([
    startHttpTs({ credentials: { user: 'feed', password: planted.make('password of a source') } }),
    startRtmp({ streamKey: planted.make('stream key of a source') }),
    startSrt({ passphrase: planted.make('SRT passphrase of a source') }),
    statusSource(403),
  ])
}

async function sowChannels(api: Api, planted: Planted, [http, rtmp, srt, refusing]: LiveSource[]) {
  const token = planted.make('query of a source')
  const headers = [{ name: 'X-Entry', value: planted.make('header of a source') }]
  const main = {
    url: `${http?.url}?token=${token}`,
    headers,
    userAgent: planted.make('user agent'),
    referer: planted.make('referrer'),
  }
  const rtmpKey = planted.make('stream key of a restream')
  const passphrase = planted.make('SRT passphrase of a restream')
  const pushed = planted.make('key and password of a push of HLS')
  const ingest = `http://u:${pushed}@127.0.0.1:${await freePort()}/${pushed}`
  const restreams = [
    { name: 'RTMP', url: `rtmp://127.0.0.1:${await freePort()}/live/${rtmpKey}` },
    { name: 'SRT', url: `srt://127.0.0.1:${await freeUdpPort()}?passphrase=${passphrase}` },
    { name: 'HLS', url: `${ingest}/index.m3u8?token=${pushed}` },
  ]
  const lost = planted.make('secret of a source that fails')
  const refused = refusing?.url
    .replace('//', `//u:${lost}@`)
    .replace(/\/?$/, `/${lost}.ts?k=${lost}`)
  const output = { mode: 'copy' as const }
  const channels = [
    { name: 'By HTTP', sources: [main], restreams, output, dvr: { windowSeconds: 600 } },
    { name: 'By RTMP', sources: [{ url: rtmp?.url ?? '' }], output },
    { name: 'By SRT', sources: [{ url: srt?.url ?? '' }], output },
    { name: 'Lost', sources: [{ url: refused ?? '' }] },
  ]
  const ids: string[] = []
  for (const [index, channel] of channels.entries()) {
    const playback = { signed: true, encrypted: true }
    const { id } = await api.startNew(index === 1 ? { ...channel, playback } : channel)
    ids.push(id)
  }
  const [first = '', guarded = '', third = '', failing = ''] = ids
  for (const id of [first, guarded, third]) {
    await api.waitForChannel(id, ({ status }) => status === 'running', 60_000)
  }
  await api.waitForChannel(failing, ({ reason }) => reason !== null, 60_000)
  await api.updateChannel(first, {
    sources: [{ ...main, referer: planted.make('a new referrer') }],
  })
  await api.act(third, 'restart')
  await api.send('POST', `/channels/${first}/reveal`)
  const now = Date.now()
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString()
  const recording = { channelId: first, name: 'Kept', from: at(0), to: at(3600) }
  const recordingId = idIn(await api.send('POST', '/recordings', recording))
  return { onAir: [first, guarded, third], guarded, failing, recordingId }
}

async function importList(api: Api, planted: Planted) {
  const url = `${await nobody()}/${planted.make('source in an imported list')}.ts`
  await expected(
    api.send('POST', '/channels/import', { list: `name;source\nFrom a list;${url}\n` }),
  )
}

async function sowBucket(api: Api, planted: Planted) {
  const bucket = {
    endpoint: await nobody(),
    bucket: 'recordings',
    accessKey: 'key',
    secret: planted.make('secret of the bucket'),
  }
  await expected(api.send('PUT', '/settings/recording-bucket', { bucket }))
  await expected(api.send('POST', '/settings/recording-bucket/try'))
}

async function sowAlerts(api: Api, planted: Planted, hooks: Listener): Promise<string> {
  const path = (name: string) => `${hooks.url}/${planted.make(name)}`
  await expected(
    api.send('PUT', '/alerts/settings', {
      deadManUrl: path('address of the dead-man ping'),
      smtp: {
        server: '127.0.0.1',
        port: await freePort(),
        security: 'none',
        user: 'mailer',
        password: planted.make('password of the mail server'),
        from: 'tv@example.org',
      },
    }),
  )
  const secret = planted.make('secret that signs webhooks')
  const addresses = [
    { kind: 'webhook', url: path('address of a webhook'), secret },
    { kind: 'slack', url: path('address of Slack') },
    { kind: 'discord', url: path('address of Discord') },
    { kind: 'teams', url: path('address of Teams') },
    {
      kind: 'sms',
      url: path('address of an SMS gateway'),
      to: ['+900000000'],
      headers: { authorization: `Bearer ${planted.make('header of an SMS gateway')}` },
      body: `{"key":"${planted.make('body for an SMS gateway')}","text":"{{text}}"}`,
    },
    { kind: 'email', to: ['night@example.org'] },
  ]
  const ids: string[] = []
  for (const address of addresses) {
    const id = idIn(await api.send('POST', '/alerts/targets', { name: address.kind, address }))
    await expected(api.send('POST', `/alerts/targets/${id}/test`))
    ids.push(id)
  }
  return ids[0] ?? ''
}

/** A viewer with two steps at log-in, who also mistypes and asks for a new password. */
async function sowPeople(stack: SplitStack, planted: Planted) {
  const password = planted.make('password of a person')
  const person = { email: VIEWER, role: 'viewer', password }
  const viewerId = idIn(await stack.api.send('POST', '/users', person))
  const first = await apiClient(stack.url).login(VIEWER, password)
  const setUp = await expected(first.send('POST', '/auth/second-step', { password }))
  const { secret } = z.object({ secret: z.string() }).parse(setUp.body)
  planted.keep('secret of a second step', secret)
  const confirmed = await first.send('POST', '/auth/second-step/confirm', {
    code: totpCode(secret),
  })
  const { codes } = z.object({ codes: z.array(z.string()).min(1) }).parse(confirmed.body)
  for (const code of codes) planted.keep('recovery code', code)
  const wrong = planted.make('password that was mistyped')
  await first.send('POST', '/auth/login', { email: VIEWER, password: wrong })
  const login = await first.send('POST', '/auth/login', { email: VIEWER, password, code: codes[0] })
  const tokens = Tokens.parse(login.body)
  planted.keep('refresh token', tokens.refreshToken)
  planted.keep('device token', tokens.deviceToken)
  planted.keep('access token of a person', tokens.accessToken)
  await byForm(stack.webappUrl, wrong)
  const link = await stack.api.send('POST', `/users/${viewerId}/password-reset`, {})
  planted.keep('link for a password', z.object({ token: z.string() }).parse(link.body).token)
  return { viewerId, viewer: apiClient(stack.url, tokens.accessToken) }
}

async function sowKeys(stack: SplitStack, planted: Planted, guarded: string) {
  const { api } = stack
  planted.keep('access token of the administrator', api.token ?? '')
  const key = await expected(api.send('POST', '/api-keys', { name: 'Program', role: 'viewer' }))
  const whole = z.object({ key: z.string() }).parse(key.body).key
  planted.keep('API key', whole)
  await apiClient(stack.url, whole).send('GET', '/channels')
  planted.keep('join token that was spent', stack.joinToken)
  const join = await expected(api.send('POST', '/hosts/join-tokens', {}))
  planted.keep('join token', z.object({ token: z.string() }).parse(join.body).token)
  const signed = await expected(api.send('POST', `/channels/${guarded}/playback/addresses`, {}))
  const { token, url } = z.object({ token: z.string(), url: z.url() }).parse(signed.body)
  planted.keep('token of a viewer', token)
  const playlist = await (await fetch(url)).text()
  await sowSegmentKey(playlist, url, planted)
  await (await fetch(url.replace(token, planted.make('token that is none')))).text()
}

/** The log-in of the web app, with what is not the password. */
async function byForm(webappUrl: string, password: string) {
  const body = new URLSearchParams({ email: VIEWER, password })
  await fetch(`${webappUrl}/login`, { method: 'POST', body, headers: { origin: webappUrl } })
}

const Tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  deviceToken: z.string(),
})

async function expected<T extends { status: number; text: string }>(
  pending: Promise<T>,
): Promise<T> {
  const answer = await pending
  if (answer.status < 300) return answer
  throw new Error(`Got ${answer.status}: ${answer.text.slice(0, 500)}`)
}

const idIn = ({ body, text }: { body: unknown; text: string }) => {
  const found = z.object({ id: z.string() }).safeParse(body)
  if (!found.success) throw new Error(`No id in: ${text.slice(0, 500)}`)
  return found.data.id
}
