import { z } from 'zod'
import { ChannelId, SourceId } from '../ids.ts'
import { isMasked } from '../mask.ts'
import { saying, says } from '../messages/says.ts'
import { RestreamsInput } from '../restream.ts'
import { changeOf } from '../schema/change-of.ts'
import { closed } from '../schema/closed.ts'
import { SourceReadingInput } from '../source/source.ts'
import { parseSourceUrl } from '../source/source-url.ts'
import { MOST_SOURCES } from './list-lengths.ts'
import { LogoSettings } from './logo.ts'
import { ChannelSettings } from './settings.ts'

/**
 * The id of a source that is already there may be given to keep what is not said anew of how it is
 * read. An address, a user agent, a referrer or the value of a header that is sent back as it was
 * shown stands for what is stored; what is sent with an address stays with its server alone.
 */
export const SourceInput = z.strictObject({
  id: SourceId.optional(),
  url: z
    .string()
    .trim()
    .min(1, { error: says('address-empty') })
    .max(2048)
    .meta({
      examples: [
        'https://example.com/live.m3u8',
        'srt://example.com:9000?streamid=#!::r=live/cam1,m=request',
        'udp://@239.1.2.3:5004',
      ],
    }),
  ...SourceReadingInput.shape,
})
export type SourceInput = z.infer<typeof SourceInput>

/** A new address is judged with the other fields, so that all that is wrong is said at once. */
const NewSource = SourceInput.superRefine(judgeNew)
/** What was shown stands for what is stored, which is not known here. */
const ChangedSource = SourceInput.superRefine((source, context) => {
  if (!isMasked(source.url)) judgeNew(source, context)
})

function judgeNew({ id, url }: SourceInput, context: z.RefinementCtx): void {
  const parsed = id === undefined ? parseSourceUrl(url) : null
  if (parsed?.ok === false)
    context.addIssue({ code: 'custom', path: ['url'], ...saying(parsed.message) })
}

const listOf = (source: typeof SourceInput) =>
  z
    .array(source)
    .min(1, { error: says('sources-empty') })
    .max(MOST_SOURCES)

export const LogoInput = closed(LogoSettings)

const SettableSettings = closed(
  ChannelSettings.extend({
    sources: listOf(ChangedSource),
    restreams: RestreamsInput.default([]),
  }),
)

/**
 * Body of `POST /channels`. The slug is made from the name when it is not given. Sent again with the
 * same `id` it makes no second channel: the one that is there then becomes as it is wanted.
 */
export const CreateChannelInput = SettableSettings.extend({
  id: ChannelId.optional(),
  slug: SettableSettings.shape.slug.optional(),
  sources: listOf(NewSource),
  /** The channel of which this is a copy: what is masked of a source with the id of one of its own is taken from there. */
  copyOf: ChannelId.optional(),
})
export type CreateChannelInput = z.infer<typeof CreateChannelInput>

/** Body of `PUT /channels/:id`: what is left out stays as it is, at every depth but in lists. */
export const UpdateChannelInput = changeOf(SettableSettings)
export type UpdateChannelInput = z.infer<typeof UpdateChannelInput>
