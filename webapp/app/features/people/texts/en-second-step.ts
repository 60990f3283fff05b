/** The English texts of the second step of a log-in. */
export const enSecondStep = {
  secondStep: {
    title: 'Two steps at log-in',
    hint: 'After the password a log-in asks for a code of an app on your phone.',
    off: 'Off: whoever has your password can log in.',
    on: 'On since',
    setUp: 'Set it up',
    manage: 'Manage',
    back: 'Back to my account',
    anew: 'Begin anew with the password',
    begin: 'Continue',
    beginText:
      'You need an authenticator app, such as the one of your password manager. Your password first:',
    scan: 'Scan this with the app, or type the key into it.',
    qr: 'QR code of the key below',
    key: 'Key',
    copyKey: 'Copy the key',
    until: 'It waits for a code until',
    firstCode: 'Six digits that the app now shows.',
    confirm: 'Switch it on',
    switchedOn: 'Log-ins now take two steps.',
    switchedOff: 'Log-ins now take the password alone.',
    codesTitle: 'Recovery codes',
    codesText:
      'Keep them where you find them without your phone. Each lets you in once, in place of a code of the app. They are not shown again.',
    copyCodes: 'Copy the recovery codes',
    left_zero:
      'No recovery code is left. Make new ones: without the app only an administrator can let you in.',
    left_one: '{{count}} recovery code is left.',
    left_other: '{{count}} recovery codes are left.',
    renewTitle: 'New recovery codes',
    renewHint: 'Those before count for nothing then.',
    renew: 'Make new codes',
    offTitle: 'Switch it off',
    offHint: 'The password alone lets in again.',
    switchOff: 'Switch it off',
    of: 'two steps',
    reset: 'Reset the second step',
    resetTitle: 'Reset the second step of {{email}}?',
    resetText:
      'The password alone lets in again, until the person sets the second step up anew. Make sure that it is really this person who asks.',
  },
}
