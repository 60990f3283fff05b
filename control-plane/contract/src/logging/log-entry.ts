import { z } from 'zod'

/** The programs that log, whether each is a process of its own or not. */
export const LOG_PARTS = ['control-plane', 'agent', 'origin', 'webapp'] as const
export const LogPart = z.enum(LOG_PARTS)
export type LogPart = z.infer<typeof LogPart>

/** What `LOG_LEVEL` may be, the same for all parts: that level and what is worse. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LeastLogLevel = (typeof LOG_LEVELS)[number]

const bare = {
  type: z.string(),
  code: z.string().optional(),
  message: z.string(),
  stack: z.string().optional(),
}
const causedBy = <C extends z.ZodType>(cause: C) =>
  z.object({ ...bare, cause: z.union([cause, z.string()]).optional() })

/** An error as it is logged: the frames of its stack without the message, causes to a depth of three. */
export const LoggedError = causedBy(causedBy(causedBy(z.object(bare))))

/** One line of the log of any part, as JSON. What else belongs to it stands beside these fields. */
export const LogEntry = z.looseObject({
  /** ISO 8601, UTC. */
  time: z.iso.datetime(),
  level: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
  part: LogPart,
  msg: z.string(),
  hostId: z.string().optional(),
  channelId: z.string().optional(),
  runId: z.string().optional(),
  requestId: z.string().optional(),
  err: z.union([LoggedError, z.string()]).optional(),
  /** Lines of a day that did not fit into its file. */
  leftOut: z.int().positive().optional(),
})
export type LogEntry = z.infer<typeof LogEntry>
