import { hashDistance, type PictureHash } from './picture-hash.ts'

/** Of 64 bits: a card with a clock or a moving line stays within it, another picture does not. */
const ALIKE = 3
const MOST_KNOWN = 8

/** What may be a card: the picture that the last ones resemble, and the cards that were found before. */
export type Cards = {
  anchor: PictureHash | null
  known: readonly PictureHash[]
  /** The last picture resembles the anchor. */
  isSame: boolean
  /** It was found to be a card before. */
  isKnown: boolean
}

export const NO_CARDS: Cards = { anchor: null, known: [], isSame: false, isKnown: false }

export function stepCards(cards: Cards, hash: PictureHash | null): Cards {
  if (hash === null) return { ...cards, anchor: null, isSame: false, isKnown: false }
  const isSame = cards.anchor !== null && isAlike(cards.anchor, hash)
  const anchor = isSame ? cards.anchor : hash
  return { ...cards, anchor, isSame, isKnown: cards.known.some((card) => isAlike(card, hash)) }
}

/** What was shown for so long is a card, and known from now on. */
export function rememberCard(cards: Cards): Cards {
  const { anchor, known, isSame } = cards
  if (anchor === null || !isSame || known.some((card) => isAlike(card, anchor))) return cards
  return { ...cards, known: [...known, anchor].slice(-MOST_KNOWN) }
}

function isAlike(one: PictureHash, other: PictureHash): boolean {
  return hashDistance(one, other) <= ALIKE
}
