import { join } from 'node:path'
import type { HostEvent, HostHappening } from '@cashbacktv/contract'
import { z } from 'zod'
import {
  afterAcknowledging,
  afterAppending,
  afterHearing,
  openNumbering,
} from '../domain/events/numbering.ts'
import { readJson, writeInAnyCase } from '../files/json-file.ts'
import { openEventLog } from './event-log.ts'

const DEFAULT_MAX_BYTES = 64 << 20

export interface Outbox {
  append(happenings: readonly HostHappening[], at: string): void
  /** The oldest events that are not acknowledged, at most `limit`. */
  pending(limit: number): readonly HostEvent[]
  /** Everything up to `number` has arrived. */
  acknowledge(number: number): void
  /**
   * The other side knows numbers up to this one: never use them again. Where they are news to us,
   * files were lost or damaged, and what happened since then gets numbers behind them.
   */
  skipTo(number: number): void
  readonly acknowledged: number
  readonly lastNumber: number
  /** Lines that a crash had cut off, found when it was opened. */
  readonly damagedLines: number
}

/**
 * Numbered events on disk until they are acknowledged. Each append is in the file before it
 * returns, so that it survives the death of the process. Numbers are never used again. When it
 * grows beyond `maxBytes` samples and details of the oldest are left out, never a change of state.
 */
export function openOutbox(folder: string, maxBytes = DEFAULT_MAX_BYTES): Outbox {
  const ackPath = join(folder, 'acknowledged.json')
  const read = readJson(ackPath, z.object({ number: z.int().nonnegative() }))
  const log = openEventLog(folder, maxBytes)
  const arrived = read.kind === 'ok' ? read.value.number : 0
  let numbering = openNumbering(read.kind === 'damaged' ? null : arrived, log.last())

  function append(happenings: readonly HostHappening[], at: string): void {
    if (happenings.length === 0) return
    log.append(happenings.map((happening, n) => ({ number: numbering.next + n, at, happening })))
    numbering = afterAppending(numbering, happenings.length)
  }

  function acknowledge(number: number): void {
    const known = numbering
    numbering = afterAcknowledging(known, number)
    if (numbering === known) return
    noteAcknowledged(numbering.acknowledged)
    log.dropUpTo(numbering.acknowledged)
  }

  /** Without it the other side tells how far it is: what has arrived may go, which is the room that is missing. */
  function noteAcknowledged(number: number): void {
    try {
      writeInAnyCase(ackPath, JSON.stringify({ number }))
    } catch {
      // The next one is written.
    }
  }

  function skipTo(number: number): void {
    const heard = afterHearing(numbering, number)
    numbering = heard.numbering
    if (heard.moveAbove === null) return
    const moved = log.takeAll().filter((event) => event.number > (heard.moveAbove ?? 0))
    for (const { happening, at } of moved) append([happening], at)
  }

  return {
    append,
    pending: (limit) => log.after(numbering.acknowledged, limit),
    acknowledge,
    skipTo,
    damagedLines: log.damagedLines + (read.kind === 'damaged' ? 1 : 0),
    get acknowledged() {
      return numbering.acknowledged
    },
    get lastNumber() {
      return numbering.next - 1
    },
  }
}
