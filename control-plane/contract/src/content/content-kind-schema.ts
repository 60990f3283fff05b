import { z } from 'zod'
import { CONTENT_ACTIONS, CONTENT_KINDS } from './content-kind.ts'

export const ContentKind = z.enum(CONTENT_KINDS)
export type ContentKind = z.infer<typeof ContentKind>

export const ContentAction = z.enum(CONTENT_ACTIONS)
export type ContentAction = z.infer<typeof ContentAction>
