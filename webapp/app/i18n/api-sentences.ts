/** Fixed sentences of the API about fields, in Turkish. Sentences with figures in them come as they are. */
export const TURKISH_SENTENCES: ReadonlyMap<string, string> = new Map([
  ['Enter an e-mail address.', 'Bir e-posta adresi girin.'],
  ['Enter a password.', 'Bir parola girin.'],
  ['Give the channel a name.', 'Kanala bir ad verin.'],
  ['Enter the address of the source.', 'Kaynağın adresini girin.'],
  ['A channel needs at least one source.', 'Bir kanalın en az bir kaynağı olmalıdır.'],
  [
    'Use 1 to 63 lower case letters, digits or hyphens, starting with a letter or a digit.',
    'Harf ya da rakamla başlayan, 1-63 küçük harf, rakam ya da tire kullanın.',
  ],
  ['This channel does not exist.', 'Böyle bir kanal yok.'],
])
