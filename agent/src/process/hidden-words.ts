import { statSync } from 'node:fs'
import { basename, delimiter, isAbsolute, join } from 'node:path'
import { execa } from 'execa'
import type { Command } from '../domain/confinement/confine.ts'
import { NO_FILES } from '../domain/confinement/files.ts'
import { hideWords, placeOf, wordsInARow } from '../domain/confinement/hidden-words.ts'
import { HELPER_MEMORY_BYTES } from '../domain/confinement/memory-bound.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import { confined, ownLeastEnvironment } from './confinement.ts'

/** A command that others may read, and what it is told besides. */
export type ToldCommand = {
  command: Command
  /** Names the descriptor to the program. */
  env: NodeJS.ProcessEnv
  /** To be written to that descriptor, which is then closed. Null where nothing is hidden. */
  words: Buffer | null
}

/**
 * Takes secrets out of a command where its FFmpeg can be told them through a descriptor. Where it cannot
 * it is told them on its command line: the card of the host says so.
 */
export async function tellApart(command: Command, descriptor: number): Promise<ToldCommand> {
  const { args, words } = hideWords(command.args)
  const program = [command.file, ...command.args].find((word) => isOfFfmpeg(word) || isOurs(word))
  if (words.length === 0 || program === undefined || !(await takesHiddenWords(program))) {
    return { command, env: {}, words: null }
  }
  return {
    command: { file: command.file, args },
    env: { HIDDEN_WORDS: String(descriptor) },
    words: wordsInARow(words),
  }
}

const isOfFfmpeg = (word: string) => /^ff(mpeg|probe)/.test(basename(word))
/** What runs programs of our own. */
const isOurs = (word: string) => word === process.execPath

/** In the words of `agent/native/egress-guard.c`, which holds nothing but FFmpeg without being told. */
export function heldAs(program: string): { HELD_PROGRAM: string } {
  return { HELD_PROGRAM: basename(program) }
}

/** By file and its age, as another may be put into its place at any time. */
const known = new Map<string, Promise<boolean>>()

/**
 * Whether a program takes a word that is hidden from its command line. It is asked with one, its version:
 * what is linked statically loads no library. Never rejects.
 */
export function takesHiddenWords(program: string): Promise<boolean> {
  const key = fileOf(program)
  if (key === null) return Promise.resolve(false)
  const before = known.get(key)
  if (before) return before
  const asked = ask(program)
  known.set(key, asked)
  return asked
}

const QUESTION_MS = 10_000

async function ask(program: string): Promise<boolean> {
  const own = { reach: NOWHERE, files: NO_FILES }
  const bounds = { ...own, memoryBytes: HELPER_MEMORY_BYTES, user: null }
  const { file, args, env } = confined({ file: program, args: [placeOf(1)] }, bounds)
  const [question, said] = isOurs(program)
    ? ['--version', process.version]
    : ['-version', ' version ']
  const held = isOurs(program) ? heldAs(program) : {}
  const { exitCode, stdout } = await execa(file, args, {
    env: { ...env, ...held, HIDDEN_WORDS: '3' },
    extendEnv: false,
    reject: false,
    timeout: QUESTION_MS,
    stdio: ['ignore', 'pipe', 'ignore', wordsInARow([question])],
  })
  return exitCode === 0 && String(stdout).includes(said)
}

/** Null where there is none. */
function fileOf(program: string): string | null {
  const path = ownLeastEnvironment().PATH ?? ''
  const folders = isAbsolute(program) ? [''] : path.split(delimiter)
  for (const folder of folders) {
    try {
      const file = join(folder, program)
      const { ino, mtimeMs } = statSync(file)
      return `${file} ${ino} ${mtimeMs}`
    } catch {
      // Then in the next one.
    }
  }
  return null
}
