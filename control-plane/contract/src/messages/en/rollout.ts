/** Why a roll-out stopped at a channel or passed it over, or is not what can be done now. */
export const rollout = {
  'rollout-late': 'The channel was not on air with its new logo in time.',
  'rollout-unheard': 'Its host did not take the change in time.',
  'rollout-held': 'Its host holds the change back until a person confirms it.',
  'rollout-deleted': 'The channel was deleted meanwhile.',
  'rollout-copies': 'The channel copies its stream now and carries no logo.',
  'rollout-changed-since': 'Its logo was changed by a person since; it keeps that.',
  'rollout-picture-gone': 'The picture was deleted.',
  'rollout-missing': 'There is no such roll-out.',
  'rollout-not-under-way': 'This roll-out is not under way.',
  'rollout-not-held': 'This roll-out is neither paused nor stopped.',
  'rollout-being-undone': 'This roll-out is being undone already.',
  'rollout-busy': 'Another roll-out is changing the channel "{{name}}". Wait for it, or undo it.',
  'rollout-copying':
    'The channel "{{name}}" copies its stream and cannot carry a logo. Leave it out.',
  'rollout-same': 'All of these channels have this logo at this place already.',
  'rollout-channel-gone': 'One of these channels does not exist any more.',
} as const
