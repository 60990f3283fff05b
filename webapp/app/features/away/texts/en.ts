/** Texts about work that is not to be lost: while the server is away, on leaving, after a session. */
export const enWork = {
  away: {
    save: {
      title: 'Saved as soon as the server answers',
      text: 'The server does not answer. What you entered is kept here and sent again by itself. Leave this page open.',
      stop: 'Back to editing',
    },
    page: {
      title: 'The page comes as soon as the server answers',
      text: 'The server does not answer. Channels on air stay on air. It is asked again by itself.',
      stop: 'Stay here',
    },
  },
  leave: {
    title: 'Leave without saving?',
    text: 'What you changed on this page has not been saved and would be lost.',
    waiting: 'What you entered still waits for the server and would be lost.',
    stay: 'Stay here',
    leave: 'Leave without saving',
  },
  again: {
    title: 'Log in again',
    text: 'Your session has ended. Once you are logged in, this page goes on as it is.',
    later: 'Read on without logging in',
    out: 'Signed out',
    outText:
      'What you typed is still here, but not saved: nothing you did without a session is done later by itself. Log in, then save again. Until then this page is not brought up to date.',
    other: 'Log in as somebody else',
    anew: 'Begin anew with the password',
  },
}
