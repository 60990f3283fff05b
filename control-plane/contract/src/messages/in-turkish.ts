import type { MessageTexts } from './render.ts'
import { turkish } from './tr.ts'

export const TURKISH: MessageTexts = { texts: turkish, decimal: ',', separator: '; ' }
