import { joinAddress, joinQuery, splitAddress, splitQuery } from './source/source-url-split.ts'

/** Where HLS is pushed to: how its playlist is called there, and the address of each of its files. */
export type UploadPlace = {
  /** As in the address, `name:password`; null where it names nobody. */
  user: string | null
  playlist: string
  /** Without the user, who is named in a header. */
  addressOf(name: string): string
}

/** The option of a query that an ingest such as YouTube's takes the name of each file by. */
const FILE_OPTION = 'file'
/** Where that is left to us. */
const USUAL_PLAYLIST = 'index.m3u8'

/**
 * Files lie beside the playlist that the address names, or are named where the query names it; null
 * where it names none. Segments are called after the playlist: its letters have to be the same in an
 * address and in a playlist.
 */
export function uploadPlace(href: string): UploadPlace | null {
  const address = splitAddress(href)
  if (address === null) return null
  const { user, path, query } = address
  const options = splitQuery(query)
  const file = options.find(({ name }) => name === FILE_OPTION)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const playlist = file ? file.value || USUAL_PLAYLIST : path.slice(folder.length)
  if (!/^[\w.-]{1,100}\.m3u8$/i.test(playlist)) return null
  const addressOf = (name: string) => {
    const named = options.map((one) => (one === file ? { ...one, value: name } : one))
    const own = file ? { query: joinQuery(named) } : { path: `${folder}${name}` }
    return joinAddress({ ...address, user: null, ...own })
  }
  return { user, playlist, addressOf }
}
