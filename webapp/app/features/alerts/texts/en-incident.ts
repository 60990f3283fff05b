/** The English texts of an incident in one line, which the first page shows, too. */
export const enIncident = {
  incident: {
    title: 'Incidents',
    all: 'All incidents',
    ofChannels_one: '{{count}} of {{all}} channels',
    ofChannels_other: '{{count}} of {{all}} channels',
    severity: { critical: 'Critical', warning: 'Warning' },
    channels_one: '{{count}} channel',
    channels_other: '{{count}} channels',
    viewers_one: '{{count}} viewer',
    viewers_other: '{{count}} viewers',
    flapping: 'comes and goes',
    inMaintenance: 'in maintenance',
    acknowledgedBy: 'in the hands of {{name}}',
    mutedUntil: 'muted until',
    lasted: 'lasted {{duration}}',
    healing: {
      'source-back': 'The source came back.',
      'source-switched': 'Another source took over.',
      person: 'A person changed something.',
      'host-back': 'The host came back.',
      itself: 'It passed by itself.',
      unwanted: 'It was switched off.',
      deleted: 'It was deleted.',
      'rule-changed': 'The rule was changed.',
    },
  },
}
