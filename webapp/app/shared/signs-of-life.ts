const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'touchstart'] as const

let seen: Promise<void> | null = null

/** Once somebody is there to use the page: until then nobody wants what only a press or a key asks for. */
export function somebodyIsThere(): Promise<void> {
  seen ??= new Promise((resolve) => {
    const see = () => {
      for (const sign of SIGNS) window.removeEventListener(sign, see)
      resolve()
    }
    for (const sign of SIGNS) window.addEventListener(sign, see, { passive: true })
  })
  return seen
}
