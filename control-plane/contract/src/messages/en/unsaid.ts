/** What a page says by itself where it hears nothing of the API, or an answer without words. */
export const unsaid = {
  'control-plane-away': 'The control plane does not answer. Try again in a moment.',
  'log-in-refused': 'The e-mail address or the password is wrong.',
} as const
