import { z } from 'zod'
import { Cidr } from '../network/cidr.ts'
import { changeOf } from '../schema/change-of.ts'

/** How a host behaves. Every default is the spec's (section 8) unless said otherwise. */
export const HostSettings = z.object({
  healthCheckSeconds: z.number().min(1).max(60).default(5),
  stallSeconds: z.number().min(4).max(300).default(30),
  /** A start that has brought no segment by then has failed. */
  startTimeoutSeconds: z.number().min(5).max(300).default(30),
  encodingMaxRestarts: z.int().min(0).max(100).default(5),
  encodingWindowSeconds: z.int().min(10).max(86_400).default(600),
  restartCooldownSeconds: z.number().min(1).max(600).default(30),
  /** A run healthy for so long starts the count of failures anew. */
  healthyResetSeconds: z.number().min(5).max(3600).default(60),
  slowRetrySeconds: z.number().min(10).max(3600).default(300),
  primaryReturnSeconds: z.number().min(5).max(3600).default(60),
  sourceSwitchSeconds: z.number().min(5).max(3600).default(300),
  /** Runs in `starting` at once; null is max(4, cores / 4). */
  maxConcurrentStarts: z.int().min(1).max(200).nullable().default(null),
  /** Complete segments held back so that a hiccup of the source is not seen. Each costs a segment of latency. */
  reserveSegments: z.int().min(0).max(10).default(1),
  /** A snapshot that stops a larger share of the running channels is held until a person confirms it. */
  maxStopShare: z.number().min(0).max(1).default(0.5),
  /** Share of a host's cores that starts leave free, for what is not steady. */
  cpuReserveShare: z.number().min(0).max(0.9).default(0.12),
  /** Share of the media folder above which a channel is stopped when that folder is nearly full. */
  mediaQuotaShare: z.number().min(0.05).max(1).default(0.25),
  /** Networks that sources may be in although they are refused by default, as CIDR. */
  sourceAllowCidrs: z.array(z.string().max(64)).max(100).default([]),
})
export type HostSettings = z.infer<typeof HostSettings>

/** What is left out stays as it is: a script that sets one thing must not reopen or close another. */
export const PutSettingsInput = changeOf(
  z.strictObject({
    ...HostSettings.shape,
    sourceAllowCidrs: z.array(Cidr).max(100),
  }),
)
export type PutSettingsInput = z.infer<typeof PutSettingsInput>
