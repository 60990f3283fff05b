import { z } from 'zod'
import { Reason } from '../failure.ts'
import { H264Trials, HevcTrials } from './gpu.ts'

/** Where the pressure of a channel's process can be held. */
export const CgroupSupport = z.enum(['v2', 'v1', 'none'])

/**
 * What FFmpeg cannot be held to on a host: addresses that sources may lead to, new privileges, memory
 * and sizes of files, a user of its own where the agent is root, keeping what is secret of its arguments
 * from others on the machine, and the files that it needs.
 */
export const Unheld = z.enum(['connections', 'privileges', 'limits', 'user', 'arguments', 'files'])
export type Unheld = z.infer<typeof Unheld>

/** A preset's measured cost on this host: CPU seconds a second of stream. */
export const Calibration = z.object({
  presetId: z.string().max(63),
  height: z.int().positive(),
  framesPerSecond: z.number().positive(),
  cpuSecondsPerSecond: z.number().nonnegative(),
  speed: z.number().nonnegative(),
})
export type Calibration = z.infer<typeof Calibration>

/** It becomes an address that browsers open: no other scheme. */
const WebAddress = z.url({ protocol: /^https?$/ })

/** What a host is and can do. */
export const Capabilities = z.object({
  agentVersion: z.string().max(64),
  /** Null when FFmpeg cannot be run; `ffmpegReason` says why. */
  ffmpegVersion: z.string().max(128).nullable(),
  /** Why FFmpeg is of no use, in English, for a control plane that knows no reasons of it; null where it is. */
  ffmpegProblem: z.string().max(500).nullable().default(null),
  /** The same for everybody else; absent where nothing is wrong, and from an older agent. */
  ffmpegReason: Reason.optional(),
  encoders: z.array(z.string().max(64)).max(500),
  filters: z.array(z.string().max(64)).max(1000),
  protocols: z.array(z.string().max(64)).max(200),
  /** Options of FFmpeg's HLS reader, which has gained some with the years; absent from an older agent. */
  hlsOptions: z.array(z.string().max(64)).max(100).optional(),
  /**
   * Languages that letters in pictures can be read in, as Tesseract names them; empty without it, absent
   * from an older agent.
   */
  readable: z.array(z.string().max(64)).max(200).optional(),
  /** Empty where it is held to all; absent from an older agent. */
  unheld: z.array(Unheld).max(8).optional(),
  /** Of each encoder of H.264 that would run on a GPU; absent from an older agent. */
  gpu: H264Trials.optional(),
  /** Of those of HEVC; an agent that does not say it, not even of none that works, encodes no HEVC. */
  gpuHevc: HevcTrials.optional(),
  cores: z.int().positive(),
  memoryBytes: z.int().positive(),
  cgroup: CgroupSupport,
  media: z.object({
    totalBytes: z.int().nonnegative(),
    /** False when the media folder is on a disk instead of memory. */
    isRamDisk: z.boolean(),
  }),
  /** Address under which viewers reach this host's streams, e.g. `https://edge1.example`; null when it was not given. */
  playbackBaseUrl: WebAddress.nullable().default(null),
  /** Where the origin of this host listens; viewers get it where no other address was given. */
  originUrl: WebAddress.nullable().default(null),
  calibrations: z.array(Calibration).max(50).default([]),
})
export type Capabilities = z.infer<typeof Capabilities>

/**
 * Whether the agent of a host is of a release that encodes HEVC. One of before it says nothing of it,
 * whatever its FFmpeg has, and encodes H.264 instead without a word.
 */
export function isAwareOfHevc({ gpuHevc }: Pick<Capabilities, 'gpuHevc'>): boolean {
  return gpuHevc !== undefined
}
