import { exactCheck, HostReport } from '@cashbacktv/contract'
import { readLoosely } from '../domain/read-loosely.ts'

/** `isPartial`: something of it had to be left out. */
export type ReadReport = HostReport & { isPartial?: true }

const isExact = exactCheck(HostReport)
const readKnown = readLoosely(HostReport)

/**
 * Reports are many and long: one that is as it should be is not parsed, which would cost more than
 * all else that is done with it. One of a newer agent is read as far as it is known here, each channel
 * by itself. @throws TypeError
 */
export function readReport(value: unknown): ReadReport {
  if (isExact(value)) return value
  if (HostReport.validate(value)) return HostReport.parse(value)
  return { ...readKnown(value), isPartial: true }
}
