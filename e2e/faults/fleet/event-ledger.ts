import { HostHappening } from '@cashbacktv/contract'
import { createDb } from '@cashbacktv/db'
import { z } from 'zod'

const Row = z.object({ number: z.coerce.number(), at: z.coerce.date(), happening: HostHappening })
export type LedgerEvent = z.infer<typeof Row>

/** What a control plane has kept of its one host, in the order of the numbers. */
export async function readLedger(databaseUrl: string): Promise<LedgerEvent[]> {
  const { sql, close } = createDb(databaseUrl)
  try {
    const rows = await sql`select number, at, happening from events order by number`
    return rows.map((row) => Row.parse(row))
  } finally {
    await close()
  }
}

export function countKind(ledger: readonly LedgerEvent[], kind: HostHappening['kind']): number {
  return ledger.filter(({ happening }) => happening.kind === kind).length
}

/** What must never be: a number that is missing or doubled, or an event that happened before the one in front of it. */
export function disorder(ledger: readonly LedgerEvent[]): string[] {
  return ledger.flatMap(({ number, at, happening }, index) => {
    const before = ledger[index - 1]
    const wrong: string[] = []
    if (number !== (before?.number ?? 0) + 1)
      wrong.push(`${before?.number} is followed by ${number}`)
    if (before && at < before.at)
      wrong.push(`${number} (${happening.kind}) is older than its predecessor`)
    return wrong
  })
}

/** Most runs that were between their start and their first segment at the same time. */
export function mostStarting(ledger: readonly LedgerEvent[]): number {
  const starting = new Set<string>()
  let most = 0
  for (const { happening } of ledger) {
    if (happening.kind === 'run-started') starting.add(happening.runId)
    if (happening.kind === 'first-segment') starting.delete(happening.runId)
    if (happening.kind === 'run-exited') starting.delete(happening.runId)
    most = Math.max(most, starting.size)
  }
  return most
}

/** Runs that have brought a segment and have not ended. */
export function runsOnAir(ledger: readonly LedgerEvent[]): number {
  const onAir = new Set<string>()
  for (const { happening } of ledger) {
    if (happening.kind === 'first-segment') onAir.add(happening.runId)
    if (happening.kind === 'run-exited') onAir.delete(happening.runId)
  }
  return onAir.size
}
