import { type Action, type ChannelMemory, earliest } from './world.ts'

/** What one rule of a pass comes to. */
export type Step = {
  memory: ChannelMemory
  actions?: readonly Action[]
  /** When to look again although nothing happens. */
  wakeAt?: number | null
}

export type Rule<Situation> = (memory: ChannelMemory, situation: Situation) => Step

/** Rules in their order, each with the memory that the one before has left. */
export function foldRules<Situation>(
  memory: ChannelMemory,
  situation: Situation,
  rules: readonly Rule<Situation>[],
): Required<Step> {
  return foldSteps(memory, rules, (before, rule) => rule(before, situation))
}

export function foldSteps<T>(
  memory: ChannelMemory,
  items: readonly T[],
  step: (memory: ChannelMemory, item: T) => Step,
): Required<Step> {
  const actions: Action[] = []
  let wakeAt: number | null = null
  let after = memory
  for (const item of items) {
    const come = step(after, item)
    after = come.memory
    if (come.actions !== undefined) actions.push(...come.actions)
    wakeAt = earliest(wakeAt, come.wakeAt ?? null)
  }
  return { memory: after, actions, wakeAt }
}
