/** The English names of the pages that the palette alone knows: they come with it. */
export const enPlaces = {
  wall: 'Wall of channels',
  rollouts: 'Roll-outs',
  newChannel: 'Add a channel',
  import: 'Import channels',
  deleted: 'Recently deleted',
  presets: 'Presets',
  keys: 'API keys',
  people: 'Users',
  audit: 'Audit',
  backup: 'Backup',
  account: 'My account',
  alerts: {
    messages: 'Alert messages',
    targets: 'Alert targets',
    rules: 'Alert rules',
    maintenance: 'Maintenance',
    delivery: 'Mail and watchdog',
  },
}
