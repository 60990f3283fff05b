import { z } from 'zod'
import { HostId, SourceId } from '../ids.ts'
import { says } from '../messages/says.ts'
import { SourceReadingInput } from '../source/source.ts'
import { SourceFacts } from '../source/source-facts.ts'
import { SourceWarning } from '../source/source-warning.ts'

/** What is to be looked into, and from where. */
export const ProbeInput = z.strictObject({
  url: z
    .string()
    .trim()
    .min(1, { error: says('address-empty') })
    .max(2048),
  ...SourceReadingInput.shape,
  /** A source that is there: what is left out of how it is read is taken from it, headers for its own server alone. */
  sourceId: SourceId.optional(),
  /** The host that is to look; the one that a new channel would go to when left out. */
  hostId: HostId.optional(),
})
export type ProbeInput = z.infer<typeof ProbeInput>

export const ProbeResult = z.object({
  facts: SourceFacts,
  /** A picture of it, JPEG in base64. */
  frame: z.string().nullable(),
  tookMs: z.int(),
  /** What there is to say of it as it would be put out, by the mode of the output. */
  warnings: z.object({ copy: z.array(SourceWarning), transcode: z.array(SourceWarning) }),
})
export type ProbeResult = z.infer<typeof ProbeResult>
