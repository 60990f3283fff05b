import { type RefObject, useEffect, useState } from 'react'

const FRESH_MS = 10_000

/**
 * Address of a picture that is fetched anew about every ten seconds while it is on the screen. The
 * next one is loaded and decoded before it is shown, so that nothing flickers. The first one is in
 * the page as it comes from the server, for the browser to fetch before any script. Null while there
 * is none and when it cannot be loaded.
 */
export function useFreshPicture(
  ref: RefObject<HTMLElement>,
  address: string,
  active: boolean,
): { picture: string | null; onError: () => void } {
  const [shown, setShown] = useState(active ? address : null)
  useEffect(() => {
    const element = ref.current
    if (!element || !active) {
      setShown(null)
      return
    }
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const renew = async () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') {
        const picture = await loadPicture(address)
        if (!gone) setShown(picture)
      }
      if (!gone && visible) timer = setTimeout(renew, spread())
    }
    let visible = false
    let settled = isComing(element.querySelector('img'))
    const observer = new IntersectionObserver(([entry]) => {
      const now = entry?.isIntersecting ?? false
      if (now === visible) return
      visible = now
      if (!now) clearTimeout(timer)
      else if (settled) timer = setTimeout(renew, spread())
      else void renew()
      settled = false
    })
    observer.observe(element)
    return () => {
      gone = true
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [ref, address, active])
  return { picture: shown, onError: () => setShown(null) }
}

/** Not all at once, for a wall of channels. */
function spread(): number {
  return FRESH_MS * (0.9 + Math.random() * 0.2)
}

/** Whether a picture of the page is there or on its way, rather than failed before this script ran. */
function isComing(picture: HTMLImageElement | null): boolean {
  return picture !== null && !(picture.complete && picture.naturalWidth === 0)
}

async function loadPicture(address: string): Promise<string | null> {
  const picture = new Image()
  picture.src = `${address}?t=${Math.floor(Date.now() / 1000)}`
  try {
    await picture.decode()
    return picture.src
  } catch {
    return null
  }
}
