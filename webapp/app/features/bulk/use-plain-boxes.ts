import { type RefObject, useEffect } from 'react'
import type { Selecting } from './selection-store.ts'

/** Keeps boxes that are no components, but plain markup, checked as the selection says. */
export function usePlainBoxes(
  ref: RefObject<HTMLElement>,
  selecting: Selecting | null,
  markup: string | null,
): void {
  useEffect(() => {
    if (!selecting || markup === null) return
    const { store } = selecting
    const check = () => {
      const { ids } = store.get()
      const boxes = ref.current?.querySelectorAll<HTMLInputElement>('input[data-select]') ?? []
      for (const box of boxes) box.checked = ids.has(box.dataset.select ?? '')
    }
    check()
    return store.subscribe(check)
  }, [ref, selecting, markup])
}
