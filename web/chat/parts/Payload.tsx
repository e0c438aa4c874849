import { Wire } from '../../ui/Wire.tsx'
import { readable, saySize, shownAtMost } from './toolText.ts'

/** Arguments or a result as text, never as markup; what is too long to read is cut, and says so. */
export function Payload({
  text,
  label,
  failed = false,
}: {
  text: string
  label: string
  failed?: boolean
}) {
  const { shown, cut } = readable(text)
  return (
    <div className="grid gap-1">
      <Wire text={shown} label={label} tone={failed ? 'failed' : 'plain'} />
      {cut > 0 ? (
        <p className="text-sm text-ink-2">
          Cut after {shownAtMost.toLocaleString('en')} characters; {saySize(text)} in all. Download
          the call to read the rest.
        </p>
      ) : null}
    </div>
  )
}
