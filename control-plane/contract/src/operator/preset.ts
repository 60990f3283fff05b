import { z } from 'zod'
import { BROADCAST_PRESET, EncodingSettings, PresetId } from '../encoding.ts'
import { ChannelId } from '../ids.ts'
import { type Message, messageOf } from '../messages/catalogue.ts'
import { saying, says } from '../messages/says.ts'
import { changeOf } from '../schema/change-of.ts'

/** Highest video bitrate of a level in kbps, for baseline and main (ITU-T H.264, table A-1); high may have 1.25 times it. */
const LEVEL_KBPS: Record<EncodingSettings['level'], number> = {
  '3.1': 14_000,
  '4.0': 20_000,
  '4.1': 50_000,
  '4.2': 50_000,
  '5.0': 135_000,
  '5.1': 240_000,
  '5.2': 240_000,
}

/** Encoding settings that go together, so that the encoder does what is asked. */
export const EncodingInput = z
  .strictObject(EncodingSettings.shape)
  .superRefine((encoding, ctx) => {
    for (const { path, said } of contradictions(encoding)) {
      ctx.addIssue({ code: 'custom', path: [path], ...saying(said) })
    }
  })
  .meta({ examples: [BROADCAST_PRESET] })

/** Body of `POST /settings/presets`. The id is made from the name. */
export const CreatePresetInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, { error: says('preset-name-empty') })
    .max(60),
  encoding: EncodingInput,
})
export type CreatePresetInput = z.infer<typeof CreatePresetInput>

/** Body of `PUT /settings/presets/{id}`: what is left out stays, of the encoding too. `dryRun` says what would happen and changes nothing. */
export const UpdatePresetInput = z.strictObject({
  id: PresetId,
  name: CreatePresetInput.shape.name.optional(),
  encoding: changeOf(z.strictObject(EncodingSettings.shape)).optional(),
  dryRun: z.boolean().default(false),
})
export type UpdatePresetInput = z.infer<typeof UpdatePresetInput>

/** A preset in a list. */
export const PresetView = z.object({
  id: PresetId,
  name: z.string(),
  encoding: EncodingSettings,
  builtIn: z.boolean(),
  /** Channels that name it. */
  channels: z.int().nonnegative(),
  /** Those of them that are switched on and encode with it: a change gives each a new run. */
  channelsOn: z.int().nonnegative(),
})
export type PresetView = z.infer<typeof PresetView>

/** One preset with what uses it. */
export const PresetDetail = z.object({
  ...PresetView.shape,
  usedBy: z.array(z.object({ id: ChannelId, name: z.string(), on: z.boolean() })),
})
export type PresetDetail = z.infer<typeof PresetDetail>

/** What a change of a preset did, or would do. */
export const PresetChange = z.object({
  dryRun: z.boolean(),
  preset: PresetDetail,
  /** Channels on air that get a new run, the new one before the old one ends. */
  restarts: z.int().nonnegative(),
  /** Viewers of these channels now. */
  viewers: z.int().nonnegative(),
})
export type PresetChange = z.infer<typeof PresetChange>

type Contradiction = { path: keyof EncodingSettings; said: Message }

function contradictions(encoding: EncodingSettings): Contradiction[] {
  const { profile, level, tune, bFrames, lookaheadFrames, maxBitrateKbps } = encoding
  const found: Contradiction[] = []
  const highest = LEVEL_KBPS[level] * (profile === 'high' ? 1.25 : 1)
  if (maxBitrateKbps !== null && maxBitrateKbps > highest) {
    const said = messageOf('preset-level-bitrate', { level, profile, kbps: highest })
    found.push({ path: 'maxBitrateKbps', said })
  }
  if (profile === 'baseline' && bFrames > 0) {
    found.push({ path: 'bFrames', said: messageOf('preset-baseline-b-frames') })
  }
  if (tune === 'zerolatency' && bFrames > 0) {
    found.push({ path: 'bFrames', said: messageOf('preset-zerolatency-b-frames') })
  }
  if (tune === 'zerolatency' && lookaheadFrames !== null && lookaheadFrames > 0) {
    found.push({ path: 'lookaheadFrames', said: messageOf('preset-zerolatency-lookahead') })
  }
  if (tune === null && lookaheadFrames !== null && lookaheadFrames < bFrames) {
    found.push({ path: 'lookaheadFrames', said: messageOf('preset-lookahead-short') })
  }
  return found
}
