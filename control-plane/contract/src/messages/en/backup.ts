/** Why a backup is not restored, with where in its file. */
export const backup = {
  'backup-invalid': 'The file cannot be restored. At {{where:message}}: {{problem:message}}',
  'backup-at': '{{path}}',
  'backup-at-top': 'its top',
  'backup-at-channel': 'the channel "{{name}}", {{path}}',
  'backup-no-format': 'This is no backup of this product: it has no format.',
  'backup-format':
    'The file has format {{format:number}}; this version reads format {{known:whole}}. Restore it with the version that made it, or update first.',
  'backup-preset-missing': 'The file does not have this preset.',
  'backup-group-missing': 'The file does not have this group of channels.',
  'backup-group-name-taken':
    'A group of channels that the file does not have is called "{{name}}", as one of the file is too. Change it first.',
  'backup-picture-missing': 'The file does not have this picture.',
  'backup-picture-damaged': 'This picture is damaged: it is not what it was.',
  'backup-preset-built-in': '"{{id}}" is a preset that is built in.',
  'backup-too-much':
    'The file has more in it than any backup of this product: it cannot be restored.',
  'backup-too-many': 'At most {{most:whole}} of them can be restored at once.',
  'backup-twice': '"{{key}}" is in the file twice.',
  'backup-slug-taken':
    'The channel "{{name}}" is not in the file and has the slug "{{slug}}", which a channel of the file has too. Change it first.',
  'backup-many-channels': 'channels',
  'backup-many-presets': 'presets',
  'backup-many-pictures': 'pictures',
  'backup-many-channelGroups': 'groups of channels',
  'backup-beyond':
    'There are {{count:whole}} {{what:message}}, and a file may have {{most:whole}}: it could not be restored. Delete what is no longer used, or back up the database.',
  'backup-beyond-size':
    'Channels, groups and presets would take more than {{megabytes:whole}} MB of a file, which could not be restored. Delete what is no longer used, or back up the database.',
  'backup-picture-gone': 'A picture was deleted or changed meanwhile. Try again.',
  'backup-busy': 'Two backups are being downloaded. Try again when one of them is done.',
  'restore-busy': 'Another file is being restored. Try again when that is done.',
  'no-room': 'There may be {{most:whole}} {{what:message}} at most. Delete what is no longer used.',
} as const
