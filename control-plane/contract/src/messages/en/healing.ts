/** How what was wrong came to its end. */
export const healing = {
  'healing-source-back': 'The source is back.',
  'healing-source-switched': 'Another source is on air.',
  'healing-person': 'A person has changed or restarted it.',
  'healing-host-back': 'The machine is back.',
  'healing-itself': 'It has healed by itself.',
  'healing-unwanted': 'Nothing has healed: the channel is not wanted any more.',
  'healing-deleted': 'Nothing has healed: what it was about has been deleted.',
  'healing-rule-changed': 'Nothing has healed: the rule was changed or switched off.',
  'healing-past': 'Nothing has healed: the recording was deleted, or half a day has passed.',
} as const
