import { HostAnswer, HostReply, reasonOf } from '@cashbacktv/contract'
import { z } from 'zod'
import { readAs } from '../domain/read-as.ts'
import { readLoosely } from '../domain/read-loosely.ts'

const readFrame = readAs(HostReply.extend({ answer: z.looseObject({ kind: z.unknown() }) }))
const NOT_KNOWN: HostAnswer = { kind: 'failed', reason: reasonOf('fatal', 'answer-not-known') }

/**
 * An answer of a host, of which a newer agent may say more than is known here. Of what cannot be read
 * whoever asked is told at once, instead of waiting in vain. @throws TypeError when it answers nothing
 */
export function readReply(value: unknown): HostReply {
  const { id, answer } = readFrame(value)
  const option = HostAnswer.options.find(({ shape }) => shape.kind.value === answer.kind)
  if (option === undefined) return { id, answer: NOT_KNOWN }
  try {
    return { id, answer: readLoosely<z.ZodType<HostAnswer>>(option)(answer) }
  } catch {
    return { id, answer: NOT_KNOWN }
  }
}
