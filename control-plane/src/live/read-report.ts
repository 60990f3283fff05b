import {
  ChannelObservation,
  exactCheck,
  HostReport,
  MOST_CHANNELS_OF_HOST,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { readLoosely } from '../domain/read-loosely.ts'

/** `isPartial`: something of it had to be left out. */
export type ReadReport = HostReport & { isPartial?: true }

const isExact = exactCheck(HostReport)
const readFrame = readLoosely(
  HostReport.extend({ channels: z.array(z.unknown()).max(MOST_CHANNELS_OF_HOST) }),
)
const readChannel = readLoosely(ChannelObservation)

/**
 * Reports are many and long: one that is as it should be is not parsed, which would cost more than
 * all else that is done with it. One of a newer agent is read as far as it is known here, each channel
 * by itself. @throws TypeError
 */
export function readReport(value: unknown): ReadReport {
  if (isExact(value)) return value
  if (HostReport.validate(value)) return HostReport.parse(value)
  const frame = readFrame(value)
  return { ...frame, channels: frame.channels.flatMap(channelIn), isPartial: true }
}

function channelIn(value: unknown): ChannelObservation[] {
  try {
    return [readChannel(value)]
  } catch {
    return []
  }
}
