import {
  type BoundsByPath,
  boundsOf,
  ChannelSettings,
  CreateChannelInput,
} from '@cashbacktv/contract'
import type { ShownSettings } from './domain/channel-form.ts'

/** The bounds of every field of the form, from where they are judged. */
export const CHANNEL_BOUNDS: BoundsByPath = boundsOf(CreateChannelInput)

/** A channel as nobody has set anything of it yet. */
export const NEW_CHANNEL: ShownSettings = {
  ...ChannelSettings.omit({ name: true, slug: true, sources: true }).parse({}),
  sources: [],
  pinned: false,
}
