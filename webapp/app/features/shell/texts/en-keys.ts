/** The English texts of the list of keys: they come with it. */
export const enKeys = {
  title: 'Keys',
  close: 'Close',
  does: {
    palette: 'Find a page, a channel or a command',
    search: 'Search on this page',
    help: 'This list',
    move: 'From channel to channel in the list',
    select: 'Select or unselect the channel',
    selectAll: 'Select all that are shown',
    open: 'Open the channel',
    close: 'Close, or select nothing',
  },
}
