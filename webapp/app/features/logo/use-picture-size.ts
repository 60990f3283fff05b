import { useEffect, useState } from 'react'
import type { Size } from './domain/logo-geometry.ts'

/** Pixels of a picture, null until it is loaded. */
export function usePictureSize(address: string | null): Size | null {
  const sizes = usePictureSizes(address ? [address] : [])
  return (address && sizes[address]) || null
}

/** Pixels of pictures by their address, of those that are loaded. */
export function usePictureSizes(addresses: readonly string[]): Record<string, Size> {
  const [known, setKnown] = useState<Record<string, Size>>({})
  const all = addresses.join(' ')
  useEffect(() => {
    const pictures = all.split(' ').flatMap((address) => {
      if (address === '') return []
      const picture = new Image()
      picture.onload = () => {
        const size = { width: picture.naturalWidth, height: picture.naturalHeight }
        setKnown((sizes) => ({ ...sizes, [address]: size }))
      }
      picture.src = address
      return [picture]
    })
    return () => {
      for (const picture of pictures) picture.onload = null
    }
  }, [all])
  return known
}
