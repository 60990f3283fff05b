import { z } from 'zod'
import { says } from '../messages/says.ts'
import { WeeklyWindow } from '../schedule.ts'
import {
  CLOCK_FORMATS,
  LAYER_BOUNDS,
  LAYER_DEFAULTS,
  MOST_LAYERS,
  MOST_LETTERS,
} from './layer-defaults.ts'
import { Logo, LogoSettings } from './logo.ts'
import { TimeZone } from './schedule-settings.ts'

const Fraction = z.number().min(0).max(1)

/** Breaks of lines, other controls and halves of letters: what no line of text on a picture has. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** Text of a person, drawn as it is. */
const lineOf = (most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: says('layer-text-empty'), abort: true })
    .max(most, { error: says('layer-text-long'), abort: true })
    .refine((text) => !UNPRINTABLE.test(text), { error: says('layer-text-controls') })
    .meta({ examples: ['Live', 'Canlı yayın'] })

const Colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: says('colour-form') })
  .meta({ examples: ['#ffffff', '#ffcc00'] })

/** When a layer is shown: from `start` to `end` on each of `days`, by the clocks of `timeZone`. */
const hoursIn = (timeZone: z.ZodType<string>) => WeeklyWindow.extend({ timeZone })
export type LayerHours = z.infer<ReturnType<typeof hoursIn>>

/** How letters are drawn. `size` is the height of the line with its box, a fraction of the frame's. */
const drawn = {
  size: z
    .number()
    .min(LAYER_BOUNDS.size.min)
    .max(LAYER_BOUNDS.size.max)
    .default(LAYER_DEFAULTS.drawn.size),
  colour: Colour.default(LAYER_DEFAULTS.drawn.colour),
  /** Half black behind the letters. */
  hasBox: z.boolean().default(LAYER_DEFAULTS.drawn.hasBox),
}

const placed = ({ x, y }: { x: number; y: number }) => {
  return { x: Fraction.default(x), y: Fraction.default(y) }
}

function kindsIn(timeZone: z.ZodType<string>) {
  /** Null is always. */
  const hours = hoursIn(timeZone).nullable().default(null)
  return {
    /** Another picture, placed as the logo is. */
    logo: z.object({ kind: z.literal('logo'), ...LogoSettings.shape, hours }),
    text: z.object({
      kind: z.literal('text'),
      text: lineOf(MOST_LETTERS.text),
      ...placed(LAYER_DEFAULTS.text),
      ...drawn,
      hours,
    }),
    /** What the clocks of a time zone show. */
    clock: z.object({
      kind: z.literal('clock'),
      format: z.enum(CLOCK_FORMATS).default('HH:MM'),
      timeZone,
      ...placed(LAYER_DEFAULTS.clock),
      ...drawn,
      hours,
    }),
    /** A line that runs through the picture, again and again. `speed` in widths of the frame a second. */
    crawl: z.object({
      kind: z.literal('crawl'),
      text: lineOf(MOST_LETTERS.crawl),
      y: Fraction.default(LAYER_DEFAULTS.crawl.y),
      speed: z
        .number()
        .min(LAYER_BOUNDS.speed.min)
        .max(LAYER_BOUNDS.speed.max)
        .default(LAYER_DEFAULTS.crawl.speed),
      ...drawn,
      hours,
    }),
  }
}

const listOf = <L extends z.ZodType>(layer: L) =>
  z.array(layer).max(MOST_LAYERS, { error: says('layers-many') })

const set = kindsIn(TimeZone)
/** What is laid on the picture of a channel beside its logo. */
export const LayerSettings = z.discriminatedUnion('kind', [
  set.logo,
  set.text,
  set.clock,
  set.crawl,
])
export type LayerSettings = z.infer<typeof LayerSettings>
/** The first lies lowest. */
export const LayersSettings = listOf(LayerSettings)

/** Another machine may know other time zones than this one. */
const { logo, text, clock, crawl } = kindsIn(z.string().min(1).max(64))
export const WrittenLayers = listOf(z.discriminatedUnion('kind', [logo, text, clock, crawl]))

/** The same with the hash by which a host fetches a picture. */
export const Layer = z.discriminatedUnion('kind', [
  logo.extend({ sha256: Logo.shape.sha256 }),
  text,
  clock,
  crawl,
])
export type Layer = z.infer<typeof Layer>
/** Of one kind. */
export type LayerOf<K extends Layer['kind']> = Extract<Layer, { kind: K }>
export const Layers = listOf(Layer)

/** Pictures that the layers of a channel show. */
export function picturesOf(layers: readonly LayerSettings[]): LogoSettings['assetId'][] {
  return layers.flatMap((layer) => (layer.kind === 'logo' ? [layer.assetId] : []))
}
