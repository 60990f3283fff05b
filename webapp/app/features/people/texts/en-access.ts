/** The English texts of what a source wants of its reader beside its address. */
export const enAccess = {
  access: {
    headersTitle: 'User-Agent, Referer, headers',
    transportTitle: 'TCP or UDP',
    set: 'set',
    userAgent: 'User-Agent',
    referer: 'Referer',
    headers: 'Headers',
    headerName: 'Name of header {{number}}',
    headerValue: 'Value of header {{number}}',
    namePlaceholder: 'Name',
    valuePlaceholder: 'Value',
    headersHint:
      'Sent with playlist, segments and keys. Kept like passwords; on the host itself they can be seen in the list of processes. A row that is emptied is removed.',
    show: 'Show the values',
    address: 'Address of source {{number}}',
    reveal: 'Show whole',
    revealNamed: 'Show the whole address of source {{number}}',
    hide: 'Hide',
    hideNamed: 'Hide the whole address of source {{number}}',
    maskedHint:
      '*** stands for what is stored: left as it is, it stays, but for another server it has to be entered anew. That you show it is written down.',
    transport: 'Transport',
    transportHint: 'By itself: TCP, and UDP where the source refuses TCP (461).',
    transportAuto: 'By itself',
    taken: 'What stood behind the address was put into the fields below.',
    listens:
      'Waits on this port of the host, on every address of it: whoever reaches the port can send a picture. Name one address of the host instead, or let a firewall admit only the sender; with SRT, give a passphrase.',
  },
}
