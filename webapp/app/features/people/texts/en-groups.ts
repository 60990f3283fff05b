/** The English texts of groups of channels and of who is limited to them. */
export const enGroups = {
  title: 'Groups',
  hint: 'Channels of one brand or customer. People and keys may be limited to the channels of some groups.',
  none: 'There are no groups: everybody reaches all channels.',
  name: 'Name',
  note: 'Note',
  add: 'Add a group',
  save: 'Save',
  delete: 'Delete',
  deleteTitle: 'Delete the group {{name}}?',
  deleteText:
    'People and keys that are limited to it stay limited: to their other groups, or to no channel at all.',
  saved: 'Saved.',
  deleted: 'Deleted.',
  counts: 'Channels: {{channels}} · People: {{people}} · Keys: {{keys}}',
  reach: 'Channels',
  reachAll: 'All channels',
  reachGroups: 'Only of these groups',
  reachText: {
    all: 'Of all groups and of none. An administrator always reaches all.',
    groups: 'Every other channel is as if it did not exist.',
  },
  saveReach: 'Save the channels',
  noGroup: 'None',
  choose: 'Choose a group',
}
