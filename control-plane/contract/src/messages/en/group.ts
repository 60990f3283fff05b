/** What is said of groups of channels, and of who is limited to them. */
export const group = {
  'group-name-empty': 'Give the group a name.',
  'group-name-taken': 'There is a group of this name already.',
  'group-missing': 'There is no such group.',
  'group-twice': 'A group is in the list twice.',
  'group-in-use':
    'Channels are in this group ({{count:whole}}). Put them into another group first, or into none.',
  'group-needed': 'Choose a group: you reach only channels of your groups.',
  'group-of-key': 'A key cannot reach more channels than you do.',
  'group-of-admin-key': 'A key for administering reaches all channels. Choose another role.',
  'picture-in-use-elsewhere': 'A channel shows this picture. It has to be taken out there first.',
  'reach-all-needed':
    'This touches channels of other groups: it takes somebody who reaches all channels.',
} as const
