/** What a host is told by the control plane, or an operator of a host that cannot be asked. */
export const link = {
  'host-missing': 'There is no such host.',
  'host-name-empty': 'Give the host a name.',
  'host-name-other': 'Another host is called "{{name}}". Choose another name.',
  'host-not-connected':
    'The host is not connected. Check that its agent runs and can reach this address.',
  'host-busy': 'The host has too many questions to answer. Try again soon.',
  'host-late': 'The host did not answer within {{seconds:number}} s. Try again.',
  'host-name-taken':
    'A host named "{{name}}" is already enrolled. Choose another name, or revoke its credential first.',
  'snapshot-changed': 'The wanted state has changed since. Look at it again.',
  'host-release-missing':
    'This installation has no release for hosts: build it with npm run build.',
  'log-in-to-add-host': 'Log in to add a host.',
  'join-token-spent':
    'This join token is not valid: it has been used, has expired or never existed. Ask an admin for a new one.',
  'join-token-missing': 'There is no such join token, or it is spent.',
  'not-an-enrolment': 'This is not an enrolment.',
  'credential-refused':
    'The credential of this host is missing, wrong or revoked. Enrol the host again.',
  'credential-revoked': 'The credential of this host was revoked.',
  'asset-missing': 'There is no such asset.',
  'link-database-away': 'The control plane cannot reach its database. Try again later.',
  'link-fault': 'The control plane could not do this. Its log says why.',
  'link-superseded': 'A newer connection of this host has taken over.',
  'link-other-host': 'This report is about another host.',
  'link-unclear': 'This message is not understood.',
  'link-no-json': 'This message is not JSON.',
  'link-too-many': 'Too many messages. Send fewer.',
  'link-no-text': 'Send text.',
  'link-restarting': 'Restarting.',
  'protocol-unsupported':
    'The {{other:message}} speaks protocol {{theirs:number}}, this {{ours:message}} speaks {{known}}. Upgrade the {{older:message}}.',
  'part-agent': 'agent',
  'part-control-plane': 'control plane',
} as const
