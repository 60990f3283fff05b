import type { LoaderFunctionArgs } from '@remix-run/node'
import { load } from '../../shared/api.server.ts'
import { type FleetPast, fleetPastOf } from './domain/fleet-past.ts'

/** So that figures have their history at the first paint. */
export async function readFleetPast(args: LoaderFunctionArgs): Promise<FleetPast> {
  return fleetPastOf(await load(args, (api) => api.monitoring.history.query({ range: '5m' })))
}
