/** Codes that stand for other letters elsewhere (ETS 300 706, table 36). */
const NATIONAL_CODES = [
  ...[0x23, 0x24, 0x40, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f],
  ...[0x60, 0x7b, 0x7c, 0x7d, 0x7e],
]

const ENGLISH = '£$@←½→↑#—¼‖¾÷'
const GERMAN = '#$§ÄÖÜ^_°äöüß'
const SWEDISH = '#¤ÉÄÖÅÜ_éäöåü'
const ITALIAN = '£$é°ç→↑#ùàòèì'
const FRENCH = 'éïàëêùî#èâôûç'
const SPANISH = 'ç$¡áéíóú¿üñèà'
const CZECH = '#ůčťžýířéáěúš'
const POLISH = '#ńąŻŚŁćóężśłź'
const TURKISH = '₺ğİŞÖÇÜĞışöçü'
const SLOVENIAN = '#ËČĆŽĐŠëčćžđš'
const ROMANIAN = '#¤ŢÂŞĂÎıţâşăî'
const ESTONIAN = '#õŠÄÖŽÜÕšäöžü'
const LETTISH = '#$ŠėęŽčūšąųžį'

/** By the region that a service says it is of, and the option of a page (ETS 300 706, table 32). */
const WEST = [ENGLISH, GERMAN, SWEDISH, ITALIAN, FRENCH, SPANISH, CZECH, ENGLISH]
const REGIONS: Readonly<Record<number, readonly string[]>> = {
  0: WEST,
  1: [POLISH, GERMAN, SWEDISH, ITALIAN, FRENCH, ENGLISH, CZECH, ENGLISH],
  2: [ENGLISH, GERMAN, SWEDISH, ITALIAN, FRENCH, SPANISH, TURKISH, ENGLISH],
  3: [ENGLISH, ENGLISH, ENGLISH, ENGLISH, ENGLISH, SLOVENIAN, ENGLISH, ROMANIAN],
  4: [ENGLISH, GERMAN, ESTONIAN, LETTISH, ENGLISH, ENGLISH, CZECH, ENGLISH],
}

/** Few services say which region is meant; where they do not, the language does. ISO 639. */
const REGION_OF: Readonly<Record<string, number>> = {
  pl: 1,
  pol: 1,
  tr: 2,
  tur: 2,
  sl: 3,
  slv: 3,
  hr: 3,
  hrv: 3,
  scr: 3,
  sr: 3,
  srp: 3,
  bs: 3,
  bos: 3,
  ro: 3,
  rum: 3,
  ron: 3,
  et: 4,
  est: 4,
  lv: 4,
  lav: 4,
  lt: 4,
  lit: 4,
}

/** What the codes of a page stand for. `region` is null where nobody has said it. */
export function nationalLetters(
  region: number | null,
  option: number,
  language: string | null,
): ReadonlyMap<number, string> {
  const meant = region ?? REGION_OF[language ?? ''] ?? 0
  const letters = (REGIONS[meant] ?? WEST)[option] ?? ENGLISH
  return new Map(NATIONAL_CODES.map((code, at) => [code, [...letters][at] ?? ' ']))
}

/** The character of a code from 0x20 on. */
export function letterOf(code: number, national: ReadonlyMap<number, string>): string {
  if (code === 0x7f) return '■'
  return national.get(code) ?? String.fromCharCode(code)
}

/** Supplementary characters from 0x20 on (ETS 300 706, table 37). */
const SUPPLEMENT = [
  ...' ¡¢£$¥#§¤‘“«←↑→↓',
  ...'°±²³×µ¶·÷’”»¼½¾¿',
  ...' `´^~¯˘˙¨.˚¸_˝˛ˇ',
  ...'―¹®©™♪₠‰α   ⅛⅜⅝⅞',
  ...'ΩÆĐªĦ ĲĿŁØŒºÞŦŊŉ',
  ...'ĸæđðħıĳŀłøœßþŧŋ■',
]

export function supplementOf(code: number): string {
  return SUPPLEMENT[code - 0x20] ?? ' '
}

/** Marks above and below letters, as they are combined with them (ETS 300 706, 15.6.3). */
const MARKS = [
  ...['', '\u0300', '\u0301', '\u0302', '\u0303', '\u0304', '\u0306', '\u0307'],
  ...['\u0308', '\u0323', '\u030a', '\u0327', '\u0332', '\u030b', '\u0328', '\u030c'],
]

/** A letter with a mark of 0 to 15. A star without one is the at sign. */
export function markedLetter(code: number, mark: number): string {
  if (mark === 0 && code === 0x2a) return '@'
  return (String.fromCharCode(code) + (MARKS[mark] ?? '')).normalize('NFC')
}
