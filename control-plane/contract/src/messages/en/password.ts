/** What is wrong with a new password; a page says it while it is typed. */
export const password = {
  'password-common':
    'This password is on the list that is tried first. A few words that have nothing to do with each other are better.',
  'password-pattern':
    'This is one part over and over, or keys in a row. A few words that have nothing to do with each other are better.',
  'password-product': 'Leave the name of this product out of the password.',
  'password-personal': 'Leave your name and your address out of the password.',
} as const
