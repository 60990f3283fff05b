/** The English texts of what was deleted lately. */
export const enDeleted = {
  deleted: {
    intro:
      'A deleted channel can be brought back for {{hours}} hours: as it was, and on air if it was on.',
    emptyTitle: 'Nothing was deleted lately',
    emptyText: 'What is deleted stays here for {{hours}} hours.',
    at: 'Deleted',
    by: 'by {{email}}',
    until: 'can come back until',
    on: 'Goes on air again',
    off: 'Stays off',
    taken: 'Another channel has the address /{{slug}} now. Give that one another address first.',
    restore: 'Bring back',
    restoreNamed: 'Bring {{name}} back',
    back: '{{name}} is back.',
  },
}
