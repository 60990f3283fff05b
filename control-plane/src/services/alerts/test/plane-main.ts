import { HostReport } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { createDb, useSecretKeys } from '@cashbacktv/db'
import pino from 'pino'
import { createHostHub } from '../../../link/host-hub.ts'
import { testContext } from '../../../link/test/test-context.ts'
import { memoryLiveStore } from '../../../live/memory-live-store.ts'
import { runDeliveries } from '../../deliveries/run-deliveries.ts'
import { createAlertEngine } from '../engine.ts'
import type { PlaneWord } from './start-plane.ts'

// The half of a control plane that looks, raises and tells, by a clock that is told to it second by second.
const [databaseUrl = '', secret = ''] = process.argv.slice(2)
useSecretKeys(secretKeyOf(secret))
const { db } = createDb(databaseUrl)
const live = memoryLiveStore()
const log = pino({ level: 'warn' }, process.stderr)
let nowMs = Date.now()
const hosts = createHostHub({ live, log })
const ctx = testContext({ db, live, hosts, log, now: () => new Date(nowMs) })
const engine = createAlertEngine(ctx)
const deliveries = runDeliveries(ctx)

process.on('message', async (word: PlaneWord) => {
  nowMs = word.atMs
  if (word.kind === 'look') {
    await live.putReport(HostReport.parse(word.report))
    await ctx.view.fresh()
    await engine.step()
  } else await deliveries.step()
  process.send?.('done')
})
process.on('disconnect', () => process.exit())
await ctx.view.fresh()
process.send?.('ready')
