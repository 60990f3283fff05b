import { Link } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'

type FormPageProps = { title: string; back: { to: string; text: string }; children: ReactNode }

/** A page of its own for a form, with the way back. */
export function FormPage({ title, back, children }: FormPageProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <header className="grid gap-1">
        <Link
          to={back.to}
          className="flex items-center gap-1.5 justify-self-start py-1 text-sm text-dim hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4 shrink-0" />
          {back.text}
        </Link>
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
      </header>
      {children}
    </div>
  )
}
