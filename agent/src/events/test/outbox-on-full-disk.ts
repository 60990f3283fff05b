import { appendFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostHappening } from '@cashbacktv/contract'
import { fillDisk } from '../../../test/full-disk.ts'
import { lockFolder } from '../../files/folder-lock.ts'
import { createEventWriter } from '../event-writer.ts'
import { openOutbox } from '../outbox.ts'

/** What the outbox of an agent does on a disk that fills up: `outbox-on-full-disk.ts <folder>`. */
const [folder = ''] = process.argv.slice(2)
const outboxFolder = join(folder, 'outbox')
const lockFile = join(folder, 'agent.lock')
/** Longer than what is left of a page of 4096 bytes when it is said. */
const long: HostHappening = { kind: 'agent-started', version: 'v'.repeat(60), adopted: 0 }
const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }
const clock = { wall: () => 0, now: () => 0 }

function open() {
  const outbox = openOutbox(outboxFolder)
  return { outbox, ...createEventWriter({ outbox, clock, log, onEvent: silent }) }
}
const numbers = ({ outbox }: ReturnType<typeof open>) => outbox.pending(1000).map((e) => e.number)
const newest = () => {
  const name = readdirSync(outboxFolder)
    .filter((file) => file.endsWith('.jsonl'))
    .at(-1)
  return join(outboxFolder, name ?? '')
}
const sizeOf = (file: string) => statSync(file).size

mkdirSync(outboxFolder)
const released = lockFolder(lockFile)
released.release()
const agent = open()
agent.say(long)
const lineBytes = sizeOf(newest())
while (4096 - (sizeOf(newest()) % 4096) >= lineBytes) agent.say(long)
const before = sizeOf(newest())
const full = fillDisk(folder)
agent.say(long)
const whileFull = sizeOf(newest())
full.giveBack()
agent.retry()
const told = numbers(agent)
const again = open()

// A line that a crash cut off, and no room to write the file anew.
appendFileSync(newest(), '{"number":')
writeFileSync(lockFile, JSON.stringify({ pid: 1, startTicks: 1 }))
const fullAgain = fillDisk(folder)
const lock = lockFolder(lockFile)
const restarted = open()
restarted.say(long)
const heldBack = numbers(restarted).length
restarted.outbox.acknowledge(told.length)
const left = numbers(restarted)
fullAgain.giveBack()
restarted.retry()
const last = open()
process.stdout.write(
  JSON.stringify({
    tornBytes: whileFull - before,
    told,
    damaged: again.outbox.damagedLines,
    trouble: lock.trouble,
    heldBack: heldBack - told.length,
    left,
    last: numbers(last),
    damagedAtLast: last.outbox.damagedLines,
  }),
)
