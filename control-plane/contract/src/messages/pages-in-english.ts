import { healing } from './en/healing.ts'
import { health } from './en/health.ts'
import { unsaid } from './en/unsaid.ts'

/** What pages say by codes alone: all else comes from the API with its sentence in English. */
export const pagesInEnglish = { ...healing, ...health, ...unsaid } as const
