import { type Figure, figureTable } from '../../bench/figure.ts'

/** Prints a measured time in milliseconds. Its bar is for reading: the machine of a test may be busy. */
export function tell(figure: Omit<Figure, 'unit'>): void {
  console.info(figureTable([{ ...figure, unit: 'ms' }]))
}
