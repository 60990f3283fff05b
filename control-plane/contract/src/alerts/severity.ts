import { z } from 'zod'

/** `critical`: viewers are hit, or will be within minutes. */
export const Severity = z.enum(['warning', 'critical'])
export type Severity = z.infer<typeof Severity>
