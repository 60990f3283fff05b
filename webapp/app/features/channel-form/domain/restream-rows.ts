import type { ChannelView } from '@cashbacktv/contract'
import { MOST_RESTREAMS } from '@cashbacktv/contract/list-lengths'
import type { GrowingKind } from './growing-rows.ts'

/**
 * A destination as it is typed. `id` is set for one that is stored; `muxrate` in kb/s, '' for none.
 * How files are uploaded, and whether old ones are deleted there, is of HTTP alone.
 */
export type RestreamRow = {
  id: string
  name: string
  url: string
  isOn: boolean
  muxrate: string
  uploadMethod: ChannelView['restreams'][number]['uploadMethod']
  deletesOld: boolean
}

export const NO_RESTREAM: RestreamRow = {
  id: '',
  name: '',
  url: '',
  isOn: true,
  muxrate: '',
  uploadMethod: 'put',
  deletesOld: false,
}

export function rowsOfRestreams(restreams: ChannelView['restreams']): RestreamRow[] {
  return restreams.map(({ muxrateKbps, ...row }) => ({
    ...row,
    muxrate: muxrateKbps === 0 ? '' : String(muxrateKbps),
  }))
}

/** Of a copy none is on: the far side takes one sender a key. */
export function rowsOfCopy(rows: readonly RestreamRow[]): RestreamRow[] {
  return rows.map((row) => ({ ...row, isOn: false }))
}

/** Reads a submitted form. The rows are numbered by their field names, `restreams.0.url`. */
export function readRestreamRows(data: FormData): RestreamRow[] {
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const rows: RestreamRow[] = []
  for (let index = 0; index < MOST_RESTREAMS && data.has(`restreams.${index}.url`); index += 1) {
    const at = `restreams.${index}`
    const isOn = data.has(`${at}.isOn`)
    const [id, name, url] = [text(`${at}.id`), text(`${at}.name`), text(`${at}.url`)]
    const uploadMethod = text(`${at}.uploadMethod`) === 'post' ? 'post' : 'put'
    const deletesOld = data.has(`${at}.deletesOld`)
    rows.push({
      id,
      name,
      url,
      isOn,
      muxrate: text(`${at}.muxrate`),
      uploadMethod,
      deletesOld,
    })
  }
  return rows.filter(isFilled)
}

/** How their rows grow. */
export const RESTREAM_ROWS: GrowingKind<RestreamRow> = {
  empty: NO_RESTREAM,
  most: MOST_RESTREAMS,
  isFilled,
}

function isFilled({ name, url }: Pick<RestreamRow, 'name' | 'url'>): boolean {
  return name !== '' || url !== ''
}

/** As the API wants them: a row that was cleared is gone, only UDP has a rate, and only HTTP uploads. */
export function toRestreams(rows: readonly RestreamRow[]) {
  return rows.filter(isFilled).map(({ id, muxrate, uploadMethod, deletesOld, ...row }) => ({
    ...(id ? { id } : {}),
    ...row,
    muxrateKbps: isUdp(row.url) && muxrate !== '' ? Number(muxrate) : 0,
    ...(isHttp(row.url) ? { uploadMethod, deletesOld } : {}),
  }))
}

export function isUdp(url: string): boolean {
  return /^udp:/i.test(url.trim())
}

export function isHttp(url: string): boolean {
  return /^https?:/i.test(url.trim())
}
