import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from '../process/run-to-end.ts'
import { parsePrivatePlaylist } from './domain/private-playlist.ts'
import {
  type ClipFiles,
  DEFAULT_PROFILE,
  type SlateClip,
  type SlateClipSpec,
  type SlateProfile,
  slateArguments,
  slateLines,
} from './domain/slate-clip.ts'
import { profileQuestion, slateProfile } from './domain/slate-profile.ts'

/** From the package fonts-dejavu-core; without it a slate has no text. */
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
const LIMITS = { timeoutMs: 120_000, maxBytes: 1 << 16 }

/**
 * Encodes a clip into its folder, whole or not at all. Throws with FFmpeg's words when it cannot be
 * made even without text and picture.
 */
export async function encodeSlate(spec: SlateClipSpec, folder: string): Promise<SlateClip> {
  const temporary = `${folder}.${process.pid}.tmp`
  try {
    const plain = { ...spec, picture: null }
    const text = writeTexts(spec, temporary)
    const ways: [SlateClipSpec, ClipFiles][] = [
      [spec, { folder: temporary, text }],
      [spec, { folder: temporary, text: null }],
      [plain, { folder: temporary, text: null }],
    ]
    let why = ''
    for (const [of, files] of ways) {
      const args = ['-n', '15', 'ffmpeg', ...slateArguments(of, files)]
      const { code, stderr } = await runToEnd('nice', args, LIMITS)
      why = stderr.trim().split('\n').at(-1) ?? ''
      if (code !== 0 || readClip(temporary) === null) continue
      rmSync(folder, { recursive: true, force: true })
      renameSync(temporary, folder)
      return readClip(folder) ?? { folder, segments: [] }
    }
    throw new Error(`FFmpeg could not encode the slate: ${why}`)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The clip in a folder; null unless it is whole. */
export function readClip(folder: string): SlateClip | null {
  try {
    const segments = parsePrivatePlaylist(readFileSync(join(folder, 'index.m3u8'), 'latin1'))
    const isWhole = segments.every(({ file }) => existsSync(join(folder, file)))
    return segments.length > 0 && isWhole ? { folder, segments } : null
  } catch {
    return null
  }
}

/** Codec parameters of a live segment; the default profile when they cannot be read. */
export async function readProfile(segment: string): Promise<SlateProfile> {
  try {
    const question = ['-n', '15', 'ffprobe', ...profileQuestion(segment)]
    const { stdout } = await runToEnd('nice', question, { timeoutMs: 10_000, maxBytes: 1 << 16 })
    return slateProfile(JSON.parse(stdout.toString('utf8'))) ?? DEFAULT_PROFILE
  } catch {
    return DEFAULT_PROFILE
  }
}

function writeTexts(spec: SlateClipSpec, folder: string): ClipFiles['text'] {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(FONT)) return null
  const text = { font: FONT, title: join(folder, 'title.txt'), line: join(folder, 'line.txt') }
  const [title, line] = slateLines(spec)
  writeFileSync(text.title, title)
  writeFileSync(text.line, line)
  return text
}
