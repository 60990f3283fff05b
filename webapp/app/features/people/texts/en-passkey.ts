/** The English texts of passkeys. */
export const enPasskey = {
  passkey: {
    title: 'Passkeys',
    hint: 'Log in by fingerprint, face or PIN of your device, without password and code.',
    none: 'You have none yet.',
    logIn: 'Use a passkey',
    asStep: 'Use a passkey instead',
    waiting: 'Follow what your device asks for …',
    noScripts: 'Adding a passkey takes JavaScript, which is off in this browser.',
    another: 'A new passkey',
    add: 'Add a passkey',
    addHint: 'Your device asks for you next.',
    name: 'Name',
    nameHint: 'By which you tell it from others, such as Phone.',
    again: 'Try again',
    added: 'The passkey is added. You can log in with it.',
    renamed: 'The passkey has its new name.',
    removed:
      'The passkey is removed, and lets nobody in any more. Whoever is logged in stays so until you end that session.',
    made: 'added',
    used: 'last used',
    neverUsed: 'never used',
    synced: 'kept by a password manager',
    manage: 'Manage {{name}}',
    rename: 'Rename',
    remove: 'Remove it',
    removeHint: 'It lets nobody in any more. Remove it from your device, too.',
    of_one: '{{count}} passkey',
    of_other: '{{count}} passkeys',
    reset: 'Remove the passkeys',
    resetTitle: 'Remove the passkeys of {{email}}?',
    resetText:
      'For who has lost a device: none of these passkeys lets in any more, the password does. Sessions go on until they are ended. Make sure that it is really this person who asks.',
    failure: {
      wrongSite: 'Passkeys of this site count at {{site}} alone. Open that address.',
      insecure: 'Passkeys work over https alone. Open this page by its https address.',
      unsupported: 'This browser knows no passkeys. Use another, or your password.',
      noAuthenticator:
        'No device that is connected can keep a passkey and ask for you. Set up a screen lock, or use another device.',
      cancelled:
        'Nothing was confirmed: it was cancelled, took too long, or there is no passkey for this site on this device.',
      known: 'This device has a passkey of yours for this site already.',
      failed: 'Your device could not do it. Try again, or use your password.',
    },
  },
}
