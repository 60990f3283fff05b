import { createAnswersInFlight } from '../../answers-in-flight.ts'
import type { ServiceContext } from '../../context.ts'
import { createLiveView } from '../../live/view/live-view.ts'
import { createServerMetrics } from '../../metrics/server-metrics.ts'
import { nodeOutside } from '../../outside/node-outside.ts'

type Parts = Pick<ServiceContext, 'db' | 'live' | 'hosts' | 'log' | 'now'>

/** What services of tests work with; the clock of its live view is the true one, as reports are made by it. */
export function testContext(parts: Parts): ServiceContext {
  const { db, live, log } = parts
  const view = createLiveView({ db, live, log, now: () => new Date() })
  return {
    ...parts,
    view,
    metrics: createServerMetrics(),
    outside: nodeOutside,
    answers: createAnswersInFlight(),
    config: {
      publicUrl: null,
      localOrigin: null,
      ownPlace: () => ({ origin: 'http://127.0.0.1:3000', names: null }),
      servesStreams: false,
      sourceAllowCidrs: ['127.0.0.0/8'],
      sessionDays: 30,
    },
    actor: null,
  }
}
