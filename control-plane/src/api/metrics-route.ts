import { setImmediate as turn } from 'node:timers/promises'
import { messageOf, SERVER_METRICS, seriesOf } from '@cashbacktv/contract'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { DomainError } from '../domain/errors.ts'
import { fleetExposition } from '../domain/metrics/fleet-exposition.ts'
import { type DatabaseFigures, databaseFigures } from '../services/monitoring/database-figures.ts'
import type { ApiEnv } from './api-env.ts'
import { requireSecondStep } from './require-role.ts'
import { respondError } from './respond-error.ts'

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** What Prometheus scrapes: the whole fleet as this instance knows it, and the instance itself. A key of a viewer is enough. */
export function metricsRoute(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, error))
  routes.get('/metrics', async (c) => {
    const ctx = c.get('request')
    const caller = await ctx.authenticate()
    if (!caller) throw new DomainError('unauthenticated', messageOf('metrics-key-needed'))
    requireSecondStep(caller)
    // The series are of the whole fleet.
    if (caller.actor.reach.kind !== 'all') {
      throw new DomainError('forbidden', messageOf('reach-all-needed'))
    }
    c.header('Content-Type', CONTENT_TYPE)
    c.header('Cache-Control', 'no-store')
    return stream(c, async (out) => {
      await out.write(await ctx.metrics.exposition())
      await out.write(databaseSeries(await databaseFigures(ctx)))
      for (const part of fleetExposition(ctx.view.known(), ctx.now())) {
        if (out.aborted) return
        await out.write(part)
        // Ten thousand channels are many lines: reports and answers go in between.
        await turn()
      }
    })
  })
  return routes
}

function databaseSeries(figures: DatabaseFigures | null): string {
  const { db_round_trip_seconds: roundTrip, db_connections: connections } = SERVER_METRICS
  if (!figures) return ''
  const each = figures.connections.map(({ state, count }) => ({ labels: [state], value: count }))
  return [
    seriesOf('db_round_trip_seconds', roundTrip, [{ labels: [], value: figures.roundTripSeconds }]),
    seriesOf('db_connections', connections, each),
  ].join('')
}
