import type { MessageTexts } from '@cashbacktv/contract'
import type { en } from './en.ts'
import type { enPages } from './en-pages.ts'

export type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }

/** What the dashboard says, and what is over every page. */
export type FirstTexts = Widen<typeof en>
/** What the other pages say. */
export type PageTexts = Widen<typeof enPages>
export type Translations = FirstTexts & PageTexts

/** Of one language. */
export type Texts = {
  first: FirstTexts
  /** Null until a page wants them. */
  pages: PageTexts | null
  /** In English those that the API does not send in English already. */
  messages: MessageTexts
}
