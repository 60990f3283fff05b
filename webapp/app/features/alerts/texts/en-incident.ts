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
    wellAgain: 'well again',
    flapping: 'comes and goes',
    inMaintenance: 'in maintenance',
    acknowledged: 'in somebody’s hands',
    acknowledgedBy: 'in the hands of {{name}}',
    mutedUntil: 'muted until',
    lasted: 'lasted {{duration}}',
  },
}
