import type { LucideIcon } from 'lucide-react'

type Option<T extends string> = { value: T; label: string; icon?: LucideIcon }
type SegmentedProps<T extends string> = {
  legend: string
  name: string
  value: T
  options: readonly Option<T>[]
  onChange?: (value: T) => void
  /** Shows only the icons; the words stay for screen readers. */
  iconsOnly?: boolean
}

/** A choice of few, made of radio buttons: arrow keys, forms and no JavaScript all work. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { legend, name, value, options, onChange, iconsOnly } = props
  return (
    <fieldset className="inline-flex max-w-full flex-wrap rounded-md border border-edge bg-surface p-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ value: own, label, icon: Icon }) => (
        <label
          key={own}
          title={iconsOnly ? label : undefined}
          className="relative flex h-[1.875rem] items-center gap-1.5 rounded-sm px-2.5 text-sm whitespace-nowrap text-dim hover:text-ink has-checked:bg-accent-soft has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={own}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            {...(onChange
              ? { checked: own === value, onChange: () => onChange(own) }
              : { defaultChecked: own === value })}
          />
          {Icon ? <Icon aria-hidden="true" className="size-4" /> : null}
          <span className={iconsOnly ? 'sr-only' : undefined}>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
