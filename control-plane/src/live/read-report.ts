import { exactCheck, HostReport } from '@cashbacktv/contract'

const isExact = exactCheck(HostReport)

/**
 * Reports are many and long: one that is as it should be is not parsed, which would cost more than
 * all else that is done with it. @throws ZodError
 */
export function readReport(value: unknown): HostReport {
  return isExact(value) ? value : HostReport.parse(value)
}
