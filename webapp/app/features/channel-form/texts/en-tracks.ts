/** The English texts about programmes and tracks of sources. */
export const enTracks = {
  tracks: {
    title: 'Programme and audio',
    program: 'Programme',
    programHint: 'Its number, where the source has several. Empty: always the same one.',
    sound: 'Audio track',
    soundHint: 'A language such as tur, or a PID such as 0x101. Empty: the main audio.',
    auto: 'By itself',
    gone: '{{value}} (not in the source now)',
    noLanguage: 'Language not said',
    onAir: 'Programme and audio',
    programNamed: 'Programme {{number}}',
    missing: 'The chosen track is not in the source.',
    list: 'Audio tracks',
    programs: 'Programmes',
  },
  trackKind: {
    main: 'main audio',
    dub: 'dubbed',
    'clean-effects': 'without dialogue',
    'hearing-impaired': 'for the hard of hearing',
    commentary: 'commentary',
    description: 'audio description',
  },
}
