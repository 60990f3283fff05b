import { inEnglish, type Message } from '@cashbacktv/contract'

/** A picture that a channel shows is not to be had here. */
export class AssetMissing extends Error {
  readonly why: Message

  constructor(why: Message) {
    super(inEnglish(why))
    this.why = why
  }
}
