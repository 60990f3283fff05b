import { useRef } from 'react'
import { sameObjects } from './domain/same-objects.ts'

/** A list that was read again, with the objects of before for what is as it was: cards stay as they are. */
export function useSameObjects<T extends { id: string }>(items: readonly T[]): readonly T[] {
  const known = useRef(items)
  if (known.current !== items) known.current = sameObjects(known.current, items)
  return known.current
}
