import { z } from 'zod'
import { HEALTH_LEVELS } from './health-level.ts'

/** Apart from what is made of levels: a browser ranks them and judges no schema. */
export const HealthLevel = z.enum(HEALTH_LEVELS)
export type HealthLevel = z.infer<typeof HealthLevel>
