import type { DvrSlot } from '../dvr/dvr-slot.ts'

export type Chapter = { beginSeconds: number; endSeconds: number; title: string }

/** A piece that shorter would only be in the way of who looks for one. */
const LEAST_SECONDS = 1

/** A chapter from each seam to the next, named by when it was shown. */
export function chaptersOf(slots: readonly DvrSlot[]): Chapter[] {
  const chapters: Chapter[] = []
  let at = 0
  for (const { discontinuity, durationSeconds, programDateTime } of slots) {
    const open = chapters.at(-1)
    const isLong = open !== undefined && at - open.beginSeconds >= LEAST_SECONDS
    if (open === undefined || (discontinuity && isLong)) {
      if (open) open.endSeconds = at
      chapters.push({ beginSeconds: at, endSeconds: at, title: titleOf(programDateTime) })
    }
    at += durationSeconds
  }
  const last = chapters.at(-1)
  if (last) last.endSeconds = at
  return chapters
}

/** In the form that FFmpeg reads metadata in. */
export function chaptersText(chapters: readonly Chapter[], title: string): string {
  const lines = [';FFMETADATA1', `title=${title}`]
  for (const { beginSeconds, endSeconds, title: name } of chapters) {
    const [start, end] = [beginSeconds, endSeconds].map((at) => Math.round(at * 1000))
    lines.push('[CHAPTER]', 'TIMEBASE=1/1000', `START=${start}`, `END=${end}`, `title=${name}`)
  }
  return `${lines.join('\n')}\n`
}

/** `2026-11-28 12:00:03 UTC`: the same in every language. */
export function titleOf(programDateTime: string): string {
  const text = new Date(Date.parse(programDateTime)).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`
}
