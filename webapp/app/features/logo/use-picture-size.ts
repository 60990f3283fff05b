import { useEffect, useState } from 'react'
import type { Size } from './domain/logo-geometry.ts'

/** Pixels of a picture, null until it is loaded. */
export function usePictureSize(address: string | null): Size | null {
  const [known, setKnown] = useState<{ address: string; size: Size } | null>(null)
  useEffect(() => {
    if (!address) return
    const picture = new Image()
    picture.onload = () =>
      setKnown({ address, size: { width: picture.naturalWidth, height: picture.naturalHeight } })
    picture.src = address
    return () => {
      picture.onload = null
    }
  }, [address])
  return known && known.address === address ? known.size : null
}
