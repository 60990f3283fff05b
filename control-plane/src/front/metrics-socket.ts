import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  type ChannelPulse,
  healthMessage,
  hostTroubleMessage,
  inEnglish,
  messageOf,
  needsEye,
} from '@cashbacktv/contract'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ApiContext, requestContext } from '../api/request-context.ts'
import { requireSecondStep } from '../api/require-role.ts'
import { tooManyLive } from '../api/too-many-live.ts'
import type { RequestContext } from '../context.ts'
import { mayReach, type Reach, reachKey } from '../domain/accounts/reach.ts'
import { DomainError } from '../domain/errors.ts'
import type { Fleet, HostEntry } from '../domain/fleet/fleet.ts'
import { endFloods } from '../link/end-floods.ts'
import { refuseUnknownUpgrade, refuseUpgrade } from '../link/refuse-upgrade.ts'

const PATH = '/api/v1/ws/metrics'
const LINK_PATH = '/link'
/** Readers have nothing to say but that they are there, which is seldom said more than once a second. */
const MESSAGES_PER_SECOND = 5
/** A reader this far behind is let go. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024

/** Pushes metrics each second on a plain WebSocket. Any other upgrade that is not the agents' is refused. */
export function attachMetricsSocket(server: Server, api: ApiContext): { close(): void } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })
  const reaches: Reaches = new WeakMap()
  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (req.url ?? '').split('?')[0]
    if (path === LINK_PATH) return
    socket.on('error', () => socket.destroy())
    if (path !== PATH) return refuseUnknownUpgrade(socket)
    const refuse = (error: DomainError) => refuseUpgrade(socket, error)
    const ctx = requestContext({ api, peer: req.socket.remoteAddress ?? '' }, requestOf(req), {
      strict: true,
    })
    const authenticated = ctx.authenticate().then((caller) => {
      if (caller) requireSecondStep(caller)
      return caller
    })
    authenticated.then(
      (caller) => {
        if (socket.destroyed) return
        if (!caller) {
          return refuse(new DomainError('unauthenticated', messageOf('log-in-with-token')))
        }
        const leave = api.places.take({ personId: caller.actor.id, address: ctx.address })
        if (!leave) return refuse(tooManyLive())
        socket.on('close', leave)
        wss.handleUpgrade(req, socket, head, (client) => {
          reaches.set(client, caller.actor.reach)
          greet(client, ctx, (reach) => reaches.set(client, reach))
        })
      },
      (error) => {
        refuse(
          error instanceof DomainError
            ? error
            : new DomainError('unavailable', messageOf('database-away')),
        )
      },
    )
  }
  server.on('upgrade', onUpgrade)
  api.service.metrics.watchSockets('metrics', () => wss.clients.size)
  const stop = api.service.view.listen((isBeat) => {
    if (isBeat && wss.clients.size > 0) pushToAll(wss, reaches, api.service)
  })
  return {
    close() {
      stop()
      server.off('upgrade', onUpgrade)
      for (const client of wss.clients) client.close(1012, inEnglish(messageOf('link-restarting')))
      wss.close()
    },
  }
}

type Reaches = WeakMap<WebSocket, Reach>

function greet(
  client: WebSocket,
  { recheck, places }: Pick<RequestContext, 'recheck' | 'places'>,
  onReach: (reach: Reach) => void,
): void {
  const watch = setInterval(() => {
    recheck().then(
      (actor) => {
        if (actor) onReach(actor.reach)
        else client.close(4401, inEnglish(messageOf('session-over')))
      },
      () => {},
    )
  }, places.recheckMs)
  endFloods(client, MESSAGES_PER_SECOND)
  client.on('error', () => client.terminate())
  client.on('close', () => clearInterval(watch))
}

/** Written once however many listen who reach the same. */
function pushToAll(
  wss: WebSocketServer,
  reaches: Reaches,
  { view, now }: ApiContext['service'],
): void {
  const texts = new Map<string, string>()
  for (const client of wss.clients) {
    const reach = reaches.get(client)
    if (!reach) continue
    const key = reachKey(reach)
    const text = texts.get(key) ?? JSON.stringify(metricsMessage(view.known(), reach, now()))
    texts.set(key, text)
    if (client.bufferedAmount > MAX_BUFFERED_BYTES) client.terminate()
    else client.send(text)
  }
}

/** What each message holds: per channel, per host, and what is not well. */
function metricsMessage(fleet: Fleet, reach: Reach, at: Date) {
  const reached = [...fleet.channels.values()].filter(({ facts }) => mayReach(reach, facts))
  const channels = reached.map(({ pulse }) => pulse)
  const hosts = [...fleet.hosts.values()]
  const alerts = [...hosts.flatMap(alertsOfHost), ...channels.flatMap(alertOf)]
  return { at: at.toISOString(), channels, system: hosts.map(({ pulse }) => pulse), alerts }
}

/** Its reason where it has one, else what viewers get. */
function alertOf({ id, phase, reason, health }: ChannelPulse) {
  if (!needsEye(health.level)) return []
  const { level, code, since } = health
  const said = reason ?? { class: null, code, message: inEnglish(healthMessage(code)) }
  return [{ channelId: id, since, phase, level, ...said }]
}

/** Each of its troubles is one. */
function alertsOfHost({ facts, pulse }: HostEntry) {
  return pulse.health.troubles.map(({ code, level, since }) => ({
    hostId: facts.id,
    since,
    level,
    class: null,
    code,
    message: inEnglish(hostTroubleMessage(code, facts.name)),
  }))
}

function requestOf(req: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const host = /^[\w.:[\]-]+$/.test(req.headers.host ?? '') ? req.headers.host : 'localhost'
  return new Request(`http://${host}${PATH}`, { headers })
}
