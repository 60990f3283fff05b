import { type RefObject, useEffect, useState } from 'react'

const FRESH_MS = 10_000

/**
 * Address of a picture that is fetched anew about every ten seconds while it is on the screen. The
 * next one is loaded and decoded before it is shown, so that nothing flickers. Null while there is
 * none, on the server and when it cannot be loaded.
 */
export function useFreshPicture(
  ref: RefObject<HTMLElement>,
  address: string,
  active: boolean,
): string | null {
  const [shown, setShown] = useState<string | null>(null)
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
      // Spread out, so that a wall of channels does not ask all at once.
      if (!gone && visible) timer = setTimeout(renew, FRESH_MS * (0.9 + Math.random() * 0.2))
    }
    let visible = false
    const observer = new IntersectionObserver(([entry]) => {
      const now = entry?.isIntersecting ?? false
      if (now === visible) return
      visible = now
      if (now) void renew()
      else clearTimeout(timer)
    })
    observer.observe(element)
    return () => {
      gone = true
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [ref, address, active])
  return shown
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
