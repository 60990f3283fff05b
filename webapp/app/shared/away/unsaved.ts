import { useEffect, useRef } from 'react'
import { isSaveWaiting } from './waiting.ts'

const pages = new Set<() => boolean>()

/** True while anything typed would be lost by leaving. */
export function hasUnsaved(): boolean {
  return isSaveWaiting() || [...pages].some((isUnsaved) => isUnsaved())
}

/** Asks the component, when somebody is about to leave, whether it holds what is not saved. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const latest = useRef(isUnsaved)
  latest.current = isUnsaved
  useEffect(() => {
    const ask = () => latest.current()
    pages.add(ask)
    return () => {
      pages.delete(ask)
    }
  }, [])
}
