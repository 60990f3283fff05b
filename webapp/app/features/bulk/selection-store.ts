import { createContext, useContext, useSyncExternalStore } from 'react'
import { NOTHING_SELECTED, type Selection, toggle, toggleRange } from './domain/selection.ts'

export type SelectionStore = ReturnType<typeof createSelectionStore>

/** The selection outside React, so that choosing one of 500 renders one. */
export function createSelectionStore() {
  let selection = NOTHING_SELECTED
  const listeners = new Set<() => void>()
  return {
    get: () => selection,
    change(next: (selection: Selection) => Selection) {
      const changed = next(selection)
      if (changed === selection) return
      selection = changed
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export type Selecting = {
  store: SelectionStore
  /** Ids in the order shown, for ranges. */
  shown: () => readonly string[]
}

/** Null where nothing can be selected. */
export const SelectingContext = createContext<Selecting | null>(null)

export function useSelecting(): Selecting | null {
  return useContext(SelectingContext)
}

/** Chooses one or lets it go; as a range, all from the one chosen last. */
export function choose({ store, shown }: Selecting, id: string, asRange: boolean): void {
  store.change((old) => (asRange ? toggleRange(old, id, shown()) : toggle(old, id)))
}

export function useIsSelected({ store }: Selecting, id: string): boolean {
  return useSyncExternalStore(
    store.subscribe,
    () => store.get().ids.has(id),
    () => false,
  )
}

export function useSelection(store: SelectionStore): Selection {
  return useSyncExternalStore(store.subscribe, store.get, () => NOTHING_SELECTED)
}
