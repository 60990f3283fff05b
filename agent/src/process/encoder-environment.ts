import type { Output } from '@cashbacktv/contract'
import { z } from 'zod'
import { encoderMemory } from '../domain/plan-ffmpeg/encoder-memory.ts'

const NodeReport = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) })

let glibc: string | null | undefined

/** What an FFmpeg gets for its memory beside the least of our environment, with the C library of this host. */
export function encoderEnvironment(output: Pick<Output, 'mode'>): Record<string, string> {
  if (glibc === undefined) glibc = findGlibc()
  return encoderMemory(output, glibc)
}

/** The version that we run with; null where that is another C library. */
function findGlibc(): string | null {
  const { report } = process
  // It would ask for the names of all who are connected, and wait for each.
  Object.assign(report, { excludeNetwork: true })
  const read = NodeReport.safeParse(report.getReport())
  return read.data?.header.glibcVersionRuntime ?? null
}
