import { addEnhancements, type Enhancements, regionIn } from './enhancements.ts'
import { nationalLetters } from './letters.ts'
import { type PageHeader, readHeader } from './page-header.ts'
import type { TeletextPacket } from './read-packets.ts'
import { isDoubleHeight, readRow } from './read-row.ts'

/** A row as it is seen. `row` is 1 to 24 from the top. */
export type SeenRow = { row: number; text: string }

/** What is seen of a page, from when on. */
export type SeenPage = { at: number; rows: readonly SeenRow[] }

export type PageWish = {
  /** Null for the first of subtitles that comes. */
  page: number | null
  /** ISO 639; null where it is not known. */
  language: string | null
}

/** Reads one page of teletext out of all that come. */
export type PageFollower = {
  /** Takes what came at once, at `at`; answers what is seen of the page where that may have changed. */
  take(packets: readonly TeletextPacket[], at: number): SeenPage[]
}

type Sent = { header: PageHeader; magazine: number; at: number; isShown: boolean }
const LAST_TEXT_ROW = 24
const [ENHANCEMENTS, OF_PAGE, OF_MAGAZINE] = [26, 28, 29]

/**
 * A page is seen from when its header came, as a decoder shows it: row by row as these come, so that
 * nothing waits for the end of a page, which is the begin of the next and may be far (ETS 300 706, 7.2).
 */
export function followPage({ page: wished, language }: PageWish): PageFollower {
  let chosen = wished
  let sent: Sent | null = null
  let region: number | null = null
  let rows = new Map<number, Buffer>()
  let placed: Enhancements = new Map()

  function begin(packet: TeletextPacket, at: number): SeenPage | null {
    const header = readHeader(packet)
    const { magazine } = packet
    const ends = sent !== null && (sent.magazine === magazine || (header?.isSerial ?? false))
    const before = ends ? seen() : null
    if (ends) sent = null
    // What follows a header that is damaged may be of any page.
    if (header === null || header.page === null) return before
    if (chosen === null && header.isSubtitle) chosen = header.page
    if (header.page !== chosen) return before
    if (header.erases) {
      rows = new Map()
      placed = new Map()
    }
    sent = { header, magazine, at, isShown: false }
    return before
  }

  function add({ magazine, row, data }: TeletextPacket): void {
    const isOurs = chosen !== null && magazine === Math.floor(chosen / 100)
    if (row === OF_MAGAZINE && isOurs) region = regionIn(data) ?? region
    if (sent === null || magazine !== sent.magazine) return
    sent.isShown = false
    if (row <= LAST_TEXT_ROW) rows.set(row, Buffer.from(data))
    else if (row === ENHANCEMENTS) addEnhancements(placed, data)
    else if (row === OF_PAGE) region = regionIn(data) ?? region
  }

  /** Null where it has been told. */
  function seen(): SeenPage | null {
    if (sent === null || sent.isShown) return null
    sent.isShown = true
    const { at, header } = sent
    const national = nationalLetters(region, header.option, language)
    const found: SeenRow[] = []
    for (let row = 1; row <= LAST_TEXT_ROW; row++) {
      const data = rows.get(row)
      if (data === undefined) continue
      const letters = placed.get(row) ?? new Map()
      const text = readRow(data, { national, isBoxed: header.isBoxed, placed: letters })
      if (text !== '') found.push({ row, text })
      if (isDoubleHeight(data)) row++
    }
    return { at, rows: found }
  }

  return {
    take(packets, at) {
      const changes: (SeenPage | null)[] = []
      for (const packet of packets) {
        if (packet.row === 0) changes.push(begin(packet, at))
        else add(packet)
      }
      return [...changes, seen()].filter((change) => change !== null)
    },
  }
}
