import type { FieldBounds } from '@cashbacktv/contract'

/** The bounds of a field as its input takes them. */
export type InputBounds = Pick<FieldBounds, 'min' | 'max' | 'maxLength'>

export function inputBounds({ min, max, maxLength }: FieldBounds): InputBounds {
  return { min, max, maxLength }
}

/** A share of one is typed in percent. */
export const PERCENT = 0.01

/** The same of a number that is typed in a multiple of the contract's unit. */
export function inUnits({ min, max }: InputBounds, unit: number): InputBounds {
  const typed = (bound: number | undefined) =>
    // A quotient of decimal fractions has a remainder in its last digits.
    bound === undefined ? undefined : Number((bound / unit).toPrecision(12))
  return { min: typed(min), max: typed(max) }
}

/** What was typed, or the bound that it passes. */
export function within({ min = -Infinity, max = Infinity }: InputBounds, typed: number): number {
  return Math.min(max, Math.max(min, typed))
}
