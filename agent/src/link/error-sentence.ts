import { TRPCClientError } from '@trpc/client'

/** What went wrong, for a log. */
export function errorSentence(error: unknown): string {
  if (error instanceof TRPCClientError) return error.message
  return error instanceof Error ? error.message.slice(0, 300) : String(error)
}
