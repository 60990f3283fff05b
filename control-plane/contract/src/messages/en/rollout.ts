/** Why a roll-out stopped at a channel or passed it over. */
export const rollout = {
  'rollout-late': 'The channel was not on air with its new logo in time.',
  'rollout-unheard': 'Its host did not take the change in time.',
  'rollout-held': 'Its host holds the change back until a person confirms it.',
  'rollout-deleted': 'The channel was deleted meanwhile.',
  'rollout-copies': 'The channel copies its stream now and carries no logo.',
  'rollout-changed-since': 'Its logo was changed by a person since; it keeps that.',
  'rollout-picture-gone': 'The picture was deleted.',
} as const
