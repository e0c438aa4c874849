import { useRef, useState } from 'react'

import type { ApplyView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { applyLines } from '../records/applyLines.ts'
import { ApplyResults } from '../records/ApplyResults.tsx'
import { mask } from '../records/asked.ts'
import { useApply } from '../records/useApply.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wire } from '../ui/Wire.tsx'
import { keepDraft, mayKeep } from './textDraft.ts'
import { type EditorHandle, YamlEditor } from './YamlEditor.tsx'

/** More than any set of records; less than what the console server takes. In bytes. */
const largest = 900_000

/** The text, its placeholders, and what the registry says of each document. */
export function ApplyForm({
  begin,
  masked = 0,
  as,
  registry,
}: {
  begin: string
  /** How many values of the text are masks. */
  masked?: number
  as: string
  registry: string
}) {
  const [text, setText] = useState(begin)
  const [values, setValues] = useState<Record<string, string>>({})
  const [names, setNames] = useState<readonly string[]>([])
  const [unread, setUnread] = useState<string | null>(null)
  const editor = useRef<EditorHandle>(null)
  const apply = useApply(as)
  const change = (next: string) => {
    setText(next)
    keepDraft(sessionStorage, next)
    apply.reset()
    setNames((before) => before.filter((name) => next.includes(`\${${name}`)))
  }
  const read = async (file: File) => {
    if (file.size > largest) setUnread(`${file.name} is larger than ${largest / 1_000} kB.`)
    else {
      setUnread(null)
      change(await file.text())
    }
  }
  const send = (dryRun: boolean) => {
    const given = Object.fromEntries(names.map((name) => [name, values[name] ?? '']))
    apply.mutate(
      { text, dryRun, values: given },
      {
        onSuccess: (view) => {
          if (view.outcome === 'placeholders')
            setNames((before) => [...new Set([...before, ...view.names])])
        },
      },
    )
  }
  const goTo = (line: number) => editor.current?.goTo(line)
  const missing = names.filter((name) => (values[name] ?? '') === '')
  const reason =
    text.trim() === ''
      ? 'There is no text yet.'
      : missing.length > 0
        ? `A value is missing: ${missing.join(', ')}.`
        : undefined
  return (
    <div className="grid items-start gap-6 @5xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid min-w-0 gap-3">
        <YamlEditor
          ref={editor}
          value={text}
          wrong={wrongLines(apply.data)}
          onChange={change}
          onFile={(file) => void read(file)}
        />
        <p className="flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
          <label className="cursor-pointer underline has-focus-visible:outline-3 has-focus-visible:outline-focus">
            Choose a file
            <input
              type="file"
              accept=".yaml,.yml,.json"
              className="sr-only"
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file) void read(file)
              }}
            />
          </label>
          {unread === null ? null : <span className="font-bold text-refused">{unread}</span>}
          {mayKeep(text)
            ? 'The text is kept in this tab over a reload.'
            : 'The text looks like it holds a secret, so a reload forgets it.'}
        </p>
        {masked > 0 && text.includes(mask) ? (
          <p className="text-sm text-ink-2">{mask} keeps the value that the registry has there.</p>
        ) : null}
      </div>
      <div className="grid min-w-0 gap-4">
        {names.map((name) => (
          <Field key={name} label={<code className="font-mono">{`\${${name}}`}</code>}>
            <TextInput
              wire
              value={values[name] ?? ''}
              onChange={({ target }) => setValues({ ...values, [name]: target.value })}
            />
          </Field>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button pending={apply.isPending} disabledReason={reason} onClick={() => send(true)}>
            Dry run
          </Button>
          <Button
            variant="primary"
            pending={apply.isPending}
            disabledReason={reason}
            onClick={() => send(false)}
          >
            {as === '' ? 'Apply' : `Apply as ${as}`}
          </Button>
        </div>
        <div aria-live="polite" className="grid gap-4">
          <Said view={apply.data} as={as} goTo={goTo} />
          {apply.error instanceof ApiError ? <ProblemNotice error={apply.error} /> : null}
        </div>
        <details>
          <summary className="w-fit py-1 text-sm text-ink-2">The same from a shell</summary>
          <div className="grid gap-2">
            <Wire text={applyLines(registry, 'documents.yaml').arctl} label="arctl line" />
            <Wire text={applyLines(registry, 'documents.yaml').curl} label="curl line" />
          </div>
        </details>
      </div>
    </div>
  )
}

function wrongLines(view: ApplyView | undefined): ReadonlySet<number> {
  if (view?.outcome === 'unreadable') return new Set(view.problems.map(({ line }) => line))
  if (view?.outcome !== 'answered') return new Set()
  return new Set(
    view.results.flatMap(({ status, line }) =>
      status === 'failed' && line !== undefined ? line : [],
    ),
  )
}

function Said({
  view,
  as,
  goTo,
}: {
  view: ApplyView | undefined
  as: string
  goTo: (line: number) => void
}) {
  if (!view) return null
  if (view.outcome === 'placeholders') {
    return (
      <Notice tone="info" title="The text holds placeholders">
        Nothing was sent. Say above what each stands for.
      </Notice>
    )
  }
  if (view.outcome === 'unreadable') {
    return (
      <Notice tone="refused" title="The text cannot be read, so nothing was sent">
        <ul className="grid gap-1">
          {view.problems.map(({ line, column, message }) => (
            <li key={`${line}:${column} ${message}`}>
              <button type="button" className="underline" onClick={() => goTo(line)}>
                Line {line}, column {column}
              </button>
              : {message}
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  const failed = view.results.filter(({ status }) => status === 'failed').length
  return (
    <section className="grid gap-2">
      <h2 className="font-bold">
        {view.dryRun ? 'Dry run: ' : ''}
        {failed === 0
          ? `${view.results.length} of ${view.results.length} ${view.dryRun ? 'would go through' : 'went through'}`
          : `${failed} of ${view.results.length} failed; the others ${view.dryRun ? 'would be' : 'were'} applied`}
      </h2>
      <ApplyResults results={view.results} dryRun={view.dryRun} as={as} onLine={goTo} />
    </section>
  )
}
