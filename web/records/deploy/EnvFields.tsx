import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Checkbox, TextInput } from '../../ui/inputs.tsx'
import { type EnvRow, envTrouble } from '../env.ts'

/** The environment, one row per variable. Values are typed behind dots until somebody shows them. */
export function EnvFields({
  rows,
  tried,
  shown,
  onShow,
  onChange,
}: {
  rows: readonly EnvRow[]
  /** Whether somebody tried to send it: only then a missing value is an error. */
  tried: boolean
  shown: boolean
  onShow: (shown: boolean) => void
  onChange: (rows: EnvRow[]) => void
}) {
  const put = (at: number, change: Partial<EnvRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 flex w-full items-center justify-between gap-4 text-sm font-bold">
        Environment
      </legend>
      {rows.map((row, index) => {
        const trouble = tried || row.value !== '' ? envTrouble(row, rows) : undefined
        return (
          // Rows are only added at the end and hold all their state, so the place is the identity.
          <div key={`row ${index + 1}`} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-2">
              <TextInput
                wire
                aria-label={`Name of variable ${index + 1}`}
                placeholder="NAME"
                value={row.key}
                readOnly={row.required}
                onChange={({ target }) => put(index, { key: target.value })}
              />
              <TextInput
                wire
                aria-label={`Value of ${row.key || `variable ${index + 1}`}`}
                aria-invalid={trouble !== undefined}
                placeholder={row.required ? 'required' : 'left out while empty'}
                value={row.value}
                className={shown ? '' : '[-webkit-text-security:disc]'}
                onChange={({ target }) => put(index, { value: target.value })}
              />
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Remove ${row.key || `variable ${index + 1}`}`}
                disabledReason={row.required ? `${row.key} is required.` : undefined}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              >
                <Icon name="trash" />
              </Button>
            </div>
            {trouble === undefined ? null : (
              <p className="text-sm font-bold text-refused">{trouble}</p>
            )}
          </div>
        )
      })}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          size="sm"
          onClick={() => onChange([...rows, { key: '', value: '', required: false }])}
        >
          <Icon name="plus" /> Add a variable
        </Button>
        {rows.some(({ value }) => value !== '') ? (
          <Checkbox checked={shown} onChange={({ target }) => onShow(target.checked)}>
            Show values
          </Checkbox>
        ) : null}
      </div>
    </fieldset>
  )
}
