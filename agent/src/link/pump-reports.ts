import type { HostReport } from '@cashbacktv/contract'
import { errorSentence } from './error-sentence.ts'
import { inTime, type LinkPorts } from './link-ports.ts'

type ReportPorts = Pick<LinkPorts, 'client' | 'log'> & {
  report(): HostReport
  isGreeted(): boolean
}

const REPORT_EVERY_MS = 1_000

/** A report each second, unless the one before is under way: the newest wins. */
export function pumpReports(ports: ReportPorts): { close(): void } {
  const { client, log, report, isGreeted } = ports
  let reporting = false

  async function send(): Promise<void> {
    if (!isGreeted() || reporting) return
    reporting = true
    try {
      await inTime((options) => client.report.mutate(report(), options))
    } catch (error) {
      log.debug({ error: errorSentence(error) }, 'A report did not arrive')
    } finally {
      reporting = false
    }
  }

  const ticker = setInterval(() => void send(), REPORT_EVERY_MS)
  return { close: () => clearInterval(ticker) }
}
