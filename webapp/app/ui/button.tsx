import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import { type ButtonHTMLAttributes, forwardRef } from 'react'
import { classNames } from '../shared/class-names.ts'

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        plain: 'border border-line bg-surface hover:border-edge hover:bg-raised',
        quiet: 'text-dim hover:bg-raised hover:text-ink',
        danger: 'border border-bad/50 bg-surface text-bad hover:bg-bad-soft',
      },
      size: {
        normal: 'h-9 px-3 text-sm',
        small: 'h-8 px-2.5 text-sm',
        icon: 'size-8',
      },
    },
    defaultVariants: { look: 'plain', size: 'normal' },
  },
)

export type ButtonLooks = VariantProps<typeof button>
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonLooks & {
    /** Gives the looks to its only child, a link for instance. */
    asChild?: boolean
  }

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, className, asChild, type, ...rest },
  ref,
) {
  const Tag = asChild ? Slot.Root : 'button'
  return (
    <Tag
      ref={ref}
      className={classNames(button({ look, size }), className)}
      {...(asChild ? {} : { type: type ?? 'button' })}
      {...rest}
    />
  )
})
