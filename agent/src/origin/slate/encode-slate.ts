import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FONT } from '../../domain/plan-ffmpeg/letters.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { splitFile } from '../audio/split-file.ts'
import {
  type ClipFiles,
  type SlateClip,
  type SlateClipSpec,
  slateArguments,
  slateLines,
} from '../domain/slate-clip.ts'
import { readClip } from './read-clip.ts'

const LIMITS = { timeoutMs: 120_000, maxBytes: 1 << 16 }

/** `nice`: its priority, from 0 down to 19. */
export type EncodeOptions = { nice: number; signal?: AbortSignal | undefined }

/**
 * Encodes a clip into its folder, whole or not at all. Throws with FFmpeg's words when it cannot be
 * made even without text and picture, or when it is called off.
 */
export async function encodeSlate(
  spec: SlateClipSpec,
  folder: string,
  { nice, signal }: EncodeOptions = { nice: 15 },
): Promise<SlateClip> {
  const temporary = `${folder}.${process.pid}.tmp`
  try {
    const plain = { ...spec, picture: null }
    const text = writeTexts(spec, temporary)
    const ways: [SlateClipSpec, ClipFiles['text']][] = [
      [spec, text],
      [spec, null],
      [plain, null],
      // Not every FFmpeg has what encodes HEVC: behind a discontinuity many players take the other codec.
      [asH264(spec), text],
      [asH264(plain), null],
    ]
    let why = ''
    let lacksHevc = false
    for (const [of, written] of ways) {
      signal?.throwIfAborted()
      if (lacksHevc && isHevc(of)) continue
      const failed = await encodeRenditions(
        of,
        { folder: temporary, text: written },
        { nice, signal },
      )
      why = failed?.why ?? 'it is not whole'
      lacksHevc ||= isHevc(of) && (failed?.isOfEncoder ?? false)
      if (failed !== null || readClip(temporary) === null) continue
      rmSync(folder, { recursive: true, force: true })
      renameSync(temporary, folder)
      return readClip(folder) ?? { folder, segments: [] }
    }
    throw new Error(`FFmpeg could not encode the slate: ${why}`)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function isHevc({ renditions }: SlateClipSpec): boolean {
  return renditions.some(({ profile }) => profile.hevc !== undefined)
}

function asH264(spec: SlateClipSpec): SlateClipSpec {
  const renditions = spec.renditions.map(({ name, profile }) => {
    const { hevc: _, ...rest } = profile
    return { name, profile: rest }
  })
  return { ...spec, renditions }
}

/** FFmpeg's last words, and whether it would fail with another picture or text too. */
type Failed = { why: string; isOfEncoder: boolean }

/** Null when it is done. */
async function encodeRenditions(
  spec: SlateClipSpec,
  { folder, text }: ClipFiles,
  { nice, signal }: EncodeOptions,
): Promise<Failed | null> {
  for (const { name, profile } of spec.renditions) {
    const own = name === null ? folder : join(folder, name)
    mkdirSync(own, { recursive: true })
    const args = slateArguments(spec, profile, { folder: own, text })
    const { code, stderr, timedOut } = await runToEnd(
      'nice',
      ['-n', String(nice), 'ffmpeg', ...args],
      {
        ...LIMITS,
        signal,
        files: { reads: spec.picture === null ? [] : [spec.picture.file], writes: [folder] },
      },
    )
    if (code === 0) continue
    const why = timedOut ? 'it took too long' : (stderr.trim().split('\n').at(-1) ?? '')
    return { why, isOfEncoder: timedOut || /Unknown encoder/.test(stderr) }
  }
  splitAudioOf(spec, folder)
  return null
}

/** Puts the audio of a ladder beside its pictures, as that of live segments is. */
function splitAudioOf({ renditions }: SlateClipSpec, folder: string): void {
  const names = renditions.flatMap(({ name }) => name ?? [])
  const last = renditions.at(-1)
  if (last === undefined || last.name === null) return
  const hasAudio = last.profile.audio !== null
  if (hasAudio) {
    for (const { file, durationSeconds } of readClip(join(folder, last.name))?.segments ?? []) {
      splitFile({ folder, rendition: last.name, file, durationSeconds })
    }
  }
  writeLadder(folder, { renditions: names, hasAudio })
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
