import { rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Layer, LayerOf } from '@cashbacktv/contract'
import { isRightToLeft, writtenText } from '../domain/layers/written-text.ts'
import {
  drawBand,
  drawClockBox,
  drawDigits,
  drawLine,
  type Line,
  lineEnd,
  measureLine,
} from '../domain/plan-ffmpeg/draw-letters.ts'
import { evenUp, letterSizeOf, lineHeight, paddingOf } from '../domain/plan-ffmpeg/letters.ts'
import { UNKNOWN_FRAME } from '../domain/plan-ffmpeg/output-frame.ts'
import type { Frame, PreparedLayer } from '../domain/plan-ffmpeg/plan-input.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { keptPicture } from './kept-pictures.ts'
import { prepareLogo } from './prepare-logo.ts'

export type LayerRequest = {
  layer: Layer
  /** The picture of a logo, as fetched from the control plane. */
  asset: string | null
  /** Size of the frame it is laid on; null while the source's size is not known. */
  frame: Frame | null
  cacheDir: string
}

/** Pixels: smaller ones have no shape. */
const LEAST_LETTERS = 2
const LIMITS = { timeoutMs: 15_000, maxBytes: 1_000_000 }

/** Draws what is laid down for a layer, once. Throws a sentence for people when it cannot be drawn. */
export async function prepareLayer(request: LayerRequest): Promise<PreparedLayer> {
  const { layer, asset, frame, cacheDir } = request
  if (layer.kind === 'logo') {
    if (asset === null) throw new Error('The picture of a logo is not here.')
    return { ...(await prepareLogo({ asset, logo: layer, frame, cacheDir })), height: 0 }
  }
  const size = frame ?? UNKNOWN_FRAME
  const height = lineHeight(layer.size, size.height)
  const prepared = { exactSize: frame !== null, height }
  const { colour } = layer
  if (layer.kind === 'clock') return { ...prepared, ...(await drawClock(layer, height, request)) }
  const text = writtenText(layer.text)
  const most = layer.kind === 'text' ? size.width : null
  // The box of one that runs goes across the picture, and is not its own.
  const hasBox = layer.kind === 'text' && layer.hasBox
  const key = `line 1 ${height} ${most} ${colour} ${hasBox} ${text}`
  const file = await keptPicture(cacheDir, key, (made) =>
    drawText({ text, height, most }, { colour, hasBox }, made),
  )
  const isBanded = layer.kind === 'crawl' && layer.hasBox
  const band = isBanded ? { further: await drawBehind(height, request) } : {}
  return { ...prepared, ...band, file, isRightToLeft: isRightToLeft(text) }
}

/** Of a frame that is not known: as large as any. */
const LARGEST: Frame = { width: 4096, height: 2304 }

async function drawClock(
  layer: LayerOf<'clock'>,
  height: number,
  { frame, cacheDir }: LayerRequest,
): Promise<Pick<PreparedLayer, 'file' | 'further' | 'pitch'>> {
  const { colour } = layer
  const pitch = (frame ?? LARGEST).height
  const box = `clock 1 ${layer.format} ${height} ${colour} ${layer.hasBox}`
  const digits = `digits 1 ${height} ${pitch} ${colour}`
  return {
    pitch,
    file: await keptPicture(cacheDir, box, (made) =>
      draw(drawClockBox(layer, height, made), cacheDir),
    ),
    further: await keptPicture(cacheDir, digits, (made) =>
      draw(drawDigits({ colour, height, pitch }, made), cacheDir),
    ),
  }
}

function drawBehind(height: number, { frame, cacheDir }: LayerRequest): Promise<string> {
  const { width } = frame ?? LARGEST
  return keptPicture(cacheDir, `band 1 ${width} ${height}`, (made) =>
    draw(drawBand(width, height, made), cacheDir),
  )
}

/** `most`: pixels in which it has to have room; one that is longer is written smaller. */
type Written = { text: string; height: number; most: number | null }

async function drawText(
  { text, height, most }: Written,
  colours: Pick<LayerOf<'text'>, 'colour' | 'hasBox'>,
  file: string,
): Promise<void> {
  const textFile = `${file}.txt`
  await writeFile(textFile, text, { mode: 0o600 })
  try {
    let line = { textFile, height, letters: letterSizeOf(height) }
    let width = await widthOf(line, text)
    while (most !== null && width > most && line.letters > LEAST_LETTERS) {
      const letters = Math.min(line.letters - 1, Math.floor((line.letters * most) / width))
      line = { ...line, letters: Math.max(LEAST_LETTERS, letters) }
      width = await widthOf(line, text)
    }
    await draw(drawLine(line, width, colours, file), dirname(file))
  } finally {
    await rm(textFile, { force: true })
  }
}

async function widthOf(line: Line, text: string): Promise<number> {
  const end = lineEnd(await draw(measureLine(line, [...text].length), dirname(line.textFile)))
  // What has no ink, such as a joiner alone, is nothing to be seen.
  return evenUp((end ?? 0) + 1 + paddingOf(line.height))
}

/** `folder`: of what is drawn, and of the text that is. */
async function draw(args: readonly string[], folder: string): Promise<string> {
  const files = { reads: [], writes: [folder] }
  const { code, stdout, stderr } = await runToEnd('ffmpeg', args, { ...LIMITS, files })
  if (code === 0) return stdout.toString()
  const why = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
  throw new Error(`FFmpeg cannot draw letters (${why}). Install fonts-dejavu-core.`)
}
