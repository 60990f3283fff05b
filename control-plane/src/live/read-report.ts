import { exactCheck, HostReport } from '@cashbacktv/contract'
import { readAs } from '../domain/read-as.ts'

const isExact = exactCheck(HostReport)
const parse = readAs(HostReport)

/**
 * Reports are many and long: one that is as it should be is not parsed, which would cost more than
 * all else that is done with it. @throws TypeError
 */
export function readReport(value: unknown): HostReport {
  return isExact(value) ? value : parse(value)
}
