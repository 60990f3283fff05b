import { messageOf } from '@cashbacktv/contract'
import { z } from 'zod'
import { DomainError } from './errors.ts'

/** A place in a timeline: an entry by its instant, its number on its host and its id. */
export type Mark = { at: string; number: number; id: string }

const Parts = z.tuple([z.iso.datetime(), z.coerce.number().int().nonnegative(), z.uuid()])

export function formatMark({ at, number, id }: Mark): string {
  return `${at}~${number}~${id}`
}

/** @throws DomainError `bad_request` */
export function parseMark(text: string): Mark {
  const parts = Parts.safeParse(text.split('~'))
  if (!parts.success) {
    throw new DomainError('bad_request', messageOf('page-mark'))
  }
  const [at, number, id] = parts.data
  return { at, number, id }
}
