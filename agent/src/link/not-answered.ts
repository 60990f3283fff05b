import { inEnglish, type Message } from '@cashbacktv/contract'

/** A question that cannot be answered here, with what a person is told. */
export class NotAnswered extends Error {
  readonly why: Message
  constructor(why: Message) {
    super(inEnglish(why))
    this.why = why
  }
}
