import { runToEnd } from './run-to-end.ts'

/** The reader of letters, and languages of it that are none. */
export const READER = 'tesseract'
const NO_LANGUAGES = ['osd', 'equ']
const MOST = 200

/** Languages that letters in pictures can be read in here, as Tesseract names them; empty without it. Never rejects. */
export async function readableLanguages(reader = READER): Promise<string[]> {
  try {
    const limits = { timeoutMs: 10_000, maxBytes: 100_000 }
    const { code, stdout } = await runToEnd(reader, ['--list-langs'], limits)
    if (code !== 0) return []
    const names = stdout.toString('utf8').split('\n').slice(1)
    return names
      .filter((name) => /^\w{3,32}$/.test(name) && !NO_LANGUAGES.includes(name))
      .slice(0, MOST)
  } catch {
    return []
  }
}
