import { type RefObject, useEffect, useRef } from 'react'
import { type CodedPicture, codedPicture } from './domain/coded-picture.ts'
import {
  type ListedPicture,
  listedPictures,
  pictureAt,
  picturesBeside,
} from './domain/listed-pictures.ts'

/** What goes on being shown is listed meanwhile. */
const FRESH_MS = 20_000

/**
 * Draws what was on air at an instant, by the pictures to seek by beside a playlist. The instant that was asked for
 * last is drawn next: what is dragged over faster than it can be loaded is left out. Where a channel has none, or the
 * browser no decoder for single pictures, nothing is drawn.
 */
export function usePastPicture(
  canvas: RefObject<HTMLCanvasElement>,
  playlist: string | null,
): (at: number) => void {
  const listed = useRef<{ at: number; pictures: Promise<ListedPicture[]> } | null>(null)
  const wanted = useRef<number | null>(null)
  const isBusy = useRef(false)
  const drawn = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another playlist has other pictures
  useEffect(() => {
    listed.current = null
  }, [playlist])

  function pictures(address: string): Promise<ListedPicture[]> {
    if (listed.current === null || performance.now() - listed.current.at > FRESH_MS) {
      listed.current = { at: performance.now(), pictures: readList(picturesBeside(address)) }
    }
    return listed.current.pictures
  }

  async function drawWanted(address: string): Promise<void> {
    for (let at = wanted.current; at !== null; at = wanted.current) {
      wanted.current = null
      const picture = pictureAt(await pictures(address), at)
      const name = picture === undefined ? '' : picture.address + picture.range
      if (canvas.current === null || name === drawn.current) continue
      drawn.current = name
      const isDrawn = picture !== undefined && (await draw(picture, canvas.current))
      // Rather than what was on air at another time.
      if (!isDrawn) canvas.current.height = 0
    }
  }

  return (at) => {
    wanted.current = at
    if (playlist === null || isBusy.current || !('VideoDecoder' in globalThis)) return
    isBusy.current = true
    void drawWanted(playlist)
      // Without a list of them an instant is still told by its time.
      .catch(() => undefined)
      .finally(() => {
        isBusy.current = false
      })
  }
}

async function readList(address: string): Promise<ListedPicture[]> {
  const answer = await fetch(address)
  return answer.ok ? listedPictures(await answer.text(), answer.url) : []
}

async function draw(listed: ListedPicture, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const { address, range } = listed
    const answer = await fetch(address, { headers: { range } })
    const bytes = answer.status === 206 ? await answer.arrayBuffer() : new ArrayBuffer(0)
    const picture = codedPicture(new Uint8Array(bytes))
    if (picture === null) return false
    await decode(picture, canvas)
    return true
  } catch {
    return false
  }
}

/** Rejects where the browser cannot. */
async function decode(picture: CodedPicture, canvas: HTMLCanvasElement): Promise<void> {
  const decoder = new VideoDecoder({
    output(frame) {
      canvas.height = Math.round((canvas.width * frame.displayHeight) / frame.displayWidth)
      canvas.getContext('2d')?.drawImage(frame, 0, 0, canvas.width, canvas.height)
      frame.close()
    },
    // It is told by the promise that waits for the picture.
    error: () => undefined,
  })
  try {
    decoder.configure({ codec: picture.codec, optimizeForLatency: true })
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data: picture.data }))
    await decoder.flush()
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
}
