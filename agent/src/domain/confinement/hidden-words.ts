/** Words of a command as everybody on the machine may read them, and the hidden ones beside. */
export type HiddenWords = {
  /** With a place where each hidden word belongs. */
  args: string[]
  /** In the order of their places. */
  words: string[]
}

/** Where the library of FFmpeg puts a word in, by its number from 1 on (`agent/native/hidden-words.c`). */
const PLACE = 'hidden-word:'

/** Values that are sent to a source, or open it. */
const CARRIERS = ['-headers', '-user_agent', '-referer', '-passphrase', '-srt_streamid']

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i

/** Where a run tells its progress and what it sees: a later agent knows it by that. */
const TOLD = /^udp:\/\/127\.0\.0\.1:\d+\?localaddr=127[\d.]+(&pkt_size=\d+)?$/

/**
 * Takes out of a command what may let somebody in. An address is hidden whole: of a stream key nobody
 * can tell which part of it that is.
 */
export function hideWords(args: readonly string[]): HiddenWords {
  const words: string[] = []
  const shown = args.map((arg, at) =>
    isHidden(arg, args[at - 1] ?? '') ? placeOf(words.push(arg)) : arg,
  )
  return { args: shown, words }
}

export function placeOf(number: number): string {
  return `${PLACE}${number}`
}

/** As the library reads them: each with its end. */
export function wordsInARow(words: readonly string[]): Buffer {
  return Buffer.from(words.map((word) => `${word}\0`).join(''))
}

function isHidden(arg: string, before: string): boolean {
  // What looks like a place is none.
  if (CARRIERS.includes(before) || arg.startsWith(PLACE)) return true
  return ADDRESS.test(arg) && !TOLD.test(arg)
}
