import { ImageUp, LoaderCircle } from 'lucide-react'

type FileButtonProps = {
  /** Name of the field, for a form sent without JavaScript. */
  name: string
  id?: string | undefined
  /** A page that comes from the server begins here. */
  autoFocus?: boolean | undefined
  text: string
  sendingText: string
  sending: boolean
  onFile: (file: File | undefined) => void
}

/** A file input that looks like a button. */
export function FileButton({ text, sendingText, sending, onFile, ...input }: FileButtonProps) {
  const Icon = sending ? LoaderCircle : ImageUp
  return (
    <label className="relative inline-flex h-9 items-center gap-2 overflow-hidden rounded-md border border-line px-3 text-sm font-medium hover:border-edge hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <Icon aria-hidden="true" className={sending ? 'size-4 animate-spin' : 'size-4'} />
      {sending ? sendingText : text}
      <input
        {...input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          onFile(event.target.files?.[0])
          // It is sent already; the form need not send it again.
          event.target.value = ''
        }}
      />
    </label>
  )
}
