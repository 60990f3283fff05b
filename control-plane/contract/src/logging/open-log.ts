import { ensureLogFolder, openDailyFiles } from './daily-files.ts'
import type { LeastLogLevel, LogPart } from './log-entry.ts'
import { logForm } from './log-form.ts'
import { safeEntry } from './safe-entry.ts'
import { terminalLine } from './terminal-line.ts'

export type LogSettings = {
  part: LogPart
  level: LeastLogLevel
  /** Where the files of each day are written; null: lines go to `output` alone. */
  folder?: string | null
  /** What must not be seen wherever it stands, as `knownSecrets` tells it. */
  secrets?: readonly string[]
  /** Standard output when left out. */
  output?: { write(line: string): void; isTTY?: boolean }
}

export type LogStream = { write(line: string): void }

/**
 * What pino is made with, its options and its stream, for lines of one form, redacted, on the output
 * (in words where that is a terminal) and in the files of each day.
 *
 * @throws Error with a sentence when the folder cannot be written
 */
export function openLog(settings: LogSettings): [ReturnType<typeof logForm>, LogStream] {
  const { part, level, folder = null, secrets = [] } = settings
  const output = settings.output ?? standardOutput()
  if (folder !== null) ensureLogFolder(folder)
  const files = folder === null ? null : openDailyFiles(folder)
  if (files !== null) process.once('exit', files.close)
  const write = (line: string) => {
    const entry = safeEntry(line, part, secrets)
    files?.write(entry)
    output.write(output.isTTY === true ? terminalLine(entry) : `${JSON.stringify(entry)}\n`)
  }
  return [logForm(part, level), { write }]
}

/** An error that nobody caught ends the program, and is in its log like any other. */
export function endOnCrash(log: { error(fields: object, message: string): void }): void {
  const end = (error: unknown) => {
    log.error({ err: error }, 'Ended by an error that nobody caught')
    process.exit(1)
  }
  process.once('uncaughtException', end)
  process.once('unhandledRejection', end)
}

/** Whoever read it may be gone: that is no reason to end. */
function standardOutput(): NodeJS.WriteStream {
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {})
  return process.stdout
}
