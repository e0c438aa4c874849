import { isRouteErrorResponse, Link, useRevalidator, useRouteError } from 'react-router'

import { ApiError } from '../api/ApiError.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { explain } from './explainError.ts'

/** Where a page could not be shown: what happened, and the next thing to do. Never blank, never a stack. */
export function ErrorPage() {
  const error = useRouteError()
  const { revalidate, state } = useRevalidator()
  const retry = () => void revalidate()
  if (error instanceof ApiError) {
    return (
      <div className="grid max-w-2xl gap-4">
        <h1 tabIndex={-1} className="text-xl font-bold">
          This page cannot be shown
        </h1>
        <ProblemNotice error={error} onRetry={retry} />
      </div>
    )
  }
  const { title, sentence, reload } = explain(error, isRouteErrorResponse(error) && error.status)
  return (
    <div className="grid max-w-2xl justify-items-start gap-4">
      <h1 tabIndex={-1} className="text-xl font-bold">
        {title}
      </h1>
      <p className="text-ink-2">{sentence}</p>
      <div className="flex flex-wrap items-center gap-4">
        {reload ? (
          <Button onClick={() => location.reload()} pending={state === 'loading'}>
            Reload
          </Button>
        ) : null}
        <Link to={paths.home()} className="py-1.5 underline">
          Home
        </Link>
      </div>
    </div>
  )
}

/** The same where the frame itself could not be shown. */
export function BareErrorPage() {
  return (
    <main className="mx-auto grid max-w-2xl gap-6 p-6 pt-[18dvh]">
      <Mark className="h-11 w-16" />
      <ErrorPage />
    </main>
  )
}
