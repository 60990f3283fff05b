import type { Observation } from '../domain/observations/observation.ts'

export type Observations = {
  /** Something was seen; the next pass, which comes soon, says what it means. */
  observe(observation: Observation): void
  /** All since the last time, in their order. */
  take(): readonly Observation[]
}

export function collectObservations(wake: () => void): Observations {
  let seen: Observation[] = []
  return {
    observe(observation) {
      seen.push(observation)
      wake()
    },
    take() {
      const taken = seen
      seen = []
      return taken
    },
  }
}
