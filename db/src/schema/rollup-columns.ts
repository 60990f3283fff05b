import { integer, real } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** What every roll-up begins with. Partitioned by both: first by the step, then by time. */
export const stepColumns = () => ({
  /** Length of the step: 10, 60 or 3600. */
  stepSeconds: integer('step_seconds').notNull(),
  /** Where the step begins. */
  at: instant('at').notNull(),
})

/** An amount of one step that is added up over steps; seven digits are more than is shown. */
export const amount = (name: string) => real(name).notNull().default(0)
