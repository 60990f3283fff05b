/** The English texts about programmes and tracks of sources. */
export const enTracks = {
  tracks: {
    title: 'Programme and sound',
    program: 'Programme',
    programHint: 'Its number, where the source has several. Empty: always the same one.',
    sound: 'Sound track',
    soundHint: 'A language such as tur, or a PID such as 0x101. Empty: the main sound.',
    auto: 'By itself',
    gone: '{{value}} (not in the source now)',
    noLanguage: 'Language not said',
    onAir: 'Programme and sound',
    programNamed: 'Programme {{number}}',
    missing: 'The chosen track is not in the source.',
    list: 'Sound tracks',
    programs: 'Programmes',
  },
  trackKind: {
    main: 'main sound',
    dub: 'dubbed',
    'clean-effects': 'without dialogue',
    'hearing-impaired': 'for the hard of hearing',
    commentary: 'commentary',
    description: 'audio description',
  },
}
