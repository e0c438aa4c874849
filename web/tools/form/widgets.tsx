import {
  type BaseInputTemplateProps,
  enumOptionsDeselectValue,
  enumOptionsIsSelected,
  enumOptionsSelectValue,
  type EnumOptionsType,
  getInputProps,
  type WidgetProps,
} from '@rjsf/utils'
import { use } from 'react'

import { Checkbox, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { ChosenBranch } from './chosenBranch.ts'
import { describedBy } from './describedBy.ts'

const isNumeric = (type: unknown) =>
  [type].flat().some((each) => each === 'number' || each === 'integer')

/** One line of text. Numbers too: a native number field drops what is half typed and rounds. */
export function BaseInput(props: BaseInputTemplateProps) {
  if (props.schema.const !== undefined) return <ConstantWidget {...props} />
  const { id, value, schema, options, type, disabled, readonly, onChange, placeholder } = props
  const numeric = isNumeric(schema.type)
  const native = numeric ? { type: 'text' } : getInputProps(schema, type, options)
  const examples: unknown[] = Array.isArray(schema.examples) ? schema.examples : []
  return (
    <>
      <TextInput
        wire
        {...native}
        {...(numeric && { inputMode: schema.type === 'integer' ? 'numeric' : 'decimal' })}
        {...describedBy(props)}
        {...(examples.length > 0 && { list: `${id}__examples` })}
        id={id}
        value={value ?? ''}
        placeholder={placeholder}
        disabled={disabled}
        readOnly={readonly}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
      {examples.length > 0 ? (
        <datalist id={`${id}__examples`}>
          {examples.map((example) => (
            <option key={String(example)}>{String(example)}</option>
          ))}
        </datalist>
      ) : null}
    </>
  )
}

export function LongTextWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props
  return (
    <TextArea
      {...describedBy(props)}
      id={id}
      value={value ?? ''}
      disabled={disabled}
      readOnly={readonly}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  )
}

/** A constant is one choice; leaving it out is the other. */
function ConstantWidget(props: WidgetProps) {
  const { const: value, title } = props.schema
  const label = title ?? (typeof value === 'string' ? value : JSON.stringify(value))
  const options = { ...props.options, enumOptions: [{ label, value }] }
  return <SelectWidget {...props} options={options} />
}

// Options are addressed by position, so a number or an object stays what it is.
const choices = (options: { enumOptions?: EnumOptionsType[] }) => options.enumOptions ?? []

export function SelectWidget(props: WidgetProps) {
  const { shown, choose } = use(ChosenBranch)
  if (props.multiple) return <CheckboxesWidget {...props} />
  const { id, value, options, disabled, readonly, onChange, label } = props
  const list = choices(options)
  const union = /__(one|any)of_select$/.test(id)
  const fitting = list.findIndex((option) => enumOptionsIsSelected(option.value, value))
  const at = union ? (shown ?? fitting) : fitting
  return (
    <Select
      wire
      {...describedBy(props)}
      {...(union && { 'aria-label': `Form of ${label}` })}
      id={id}
      value={at < 0 ? '' : String(at)}
      disabled={disabled || readonly}
      onChange={({ target }) => {
        const index = Number(target.value || -1)
        onChange(list[index]?.value)
        if (union) choose(index)
      }}
    >
      <option value="">not set</option>
      {list.map((option, index) => (
        <option key={option.label} value={index}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}

export function CheckboxesWidget({ value, options, onChange, label }: WidgetProps) {
  const list = choices(options)
  const chosen: unknown[] = Array.isArray(value) ? value : []
  return (
    <fieldset aria-label={label} className="flex flex-wrap gap-x-4">
      {list.map((option, index) => {
        const checked = enumOptionsIsSelected(option.value, chosen)
        const turn = checked ? enumOptionsDeselectValue : enumOptionsSelectValue
        return (
          <Checkbox
            key={option.label}
            checked={checked}
            onChange={() => onChange(turn(index, chosen, list))}
          >
            {option.label}
          </Checkbox>
        )
      })}
    </fieldset>
  )
}

/** Three states in two: an untouched box is "not set", and a second look says so. */
export function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, required, disabled, readonly, onChange } = props
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <Checkbox
        {...describedBy(props)}
        id={id}
        checked={value === true}
        disabled={disabled || readonly}
        onChange={({ target }) => onChange(target.checked)}
      >
        <span className="font-mono text-sm font-bold">{label}</span>
      </Checkbox>
      <span className="text-sm text-ink-2">
        {value === undefined ? `not set${required ? ', required' : ''}` : String(value)}
      </span>
    </span>
  )
}
