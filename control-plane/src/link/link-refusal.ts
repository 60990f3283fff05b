import { inEnglish, type Message } from '@cashbacktv/contract'
import { TRPCError } from '@trpc/server'

/** What an agent is told, which writes it into its log for who operates it. */
export function linkRefusal(code: TRPCError['code'], said: Message): TRPCError {
  return new TRPCError({ code, message: inEnglish(said) })
}
