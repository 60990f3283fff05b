import { createMadeReport, type MadeChannel, type MadeHost } from '../ingest/made-report.ts'

/** Channels that fail with each report, until all have. */
const EACH_REPORT = 14

const NETWORK = { class: 'network', code: 'connection-lost', message: 'It broke off.' }

/** What a made agent says whose channels can lose their source and get it back. */
export function createFailingReport(host: MadeHost) {
  const made = createMadeReport(host)
  let isLost = false
  let lost = 0
  /** Milliseconds since 1970 of the first report that said so. */
  let saidAt = 0
  const turn = (to: boolean) => {
    isLost = to
    saidAt = 0
  }
  return {
    lose: () => turn(true),
    heal: () => turn(false),
    saidAt: () => saidAt,
    report(revision: number | null, ms: number): Readonly<object> {
      if (saidAt === 0) saidAt = ms
      const report = made(revision, ms)
      lost = isLost ? lost + EACH_REPORT : 0
      return {
        ...report,
        channels: report.channels.map((one, at) => (at < lost ? fail(one) : one)),
      }
    },
  }
}

export type FailingReport = ReturnType<typeof createFailingReport>

function fail(channel: MadeChannel) {
  const air = { ...channel.air, showing: 'slate' }
  return {
    ...channel,
    state: 'backoff',
    reason: NETWORK,
    attempt: 2,
    run: null,
    metrics: null,
    air,
  }
}
