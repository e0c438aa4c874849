import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { download } from '../../ui/download.ts'
import { Latency } from '../../ui/Latency.tsx'
import type { ToolPart } from '../transcript.ts'
import { Fold } from './Fold.tsx'
import { Payload } from './Payload.tsx'
import { ToolState } from './ToolState.tsx'
import { callJson, saySize, summaryOf } from './toolText.ts'

/**
 * One call of a tool by the agent. `folded`: begins as one line, where several answers stand beside
 * each other; else with its arguments in sight. `mark`: how it differs from the call beside it.
 */
export function ToolCard({
  part,
  folded = false,
  declined = false,
  mark,
}: {
  part: ToolPart
  folded?: boolean
  /** A person rejected it. */
  declined?: boolean
  mark?: { words: string; text: string } | undefined
}) {
  return (
    <Fold
      open={!folded}
      className="group/tool @container min-w-0 rounded-panel border border-line bg-panel"
      summaryClass="flex min-h-11 items-center gap-x-3 rounded-panel px-4 py-2 hover:bg-sunk"
      summary={
        <>
          <ToolState state={part.state} declined={declined} />
          <span className="sr-only">Tool</span>
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
            <b className="font-mono text-sm font-bold wrap-anywhere">{part.name}</b>
            <code className="order-last min-w-0 basis-full truncate font-mono text-sm text-ink-2 group-open/tool:hidden @sm:order-none @sm:flex-1 @sm:basis-24">
              {summaryOf(part.args)}
            </code>
            {mark ? <span className={`text-sm font-bold ${mark.text}`}>{mark.words}</span> : null}
            {part.ms === undefined ? null : (
              <span className="ml-auto text-sm text-ink-2">
                <Latency ms={part.ms} />
              </span>
            )}
          </span>
        </>
      }
    >
      {() => <Call part={part} failed={part.state === 'failed' && !declined} />}
    </Fold>
  )
}

function Call({ part, failed }: { part: ToolPart; failed: boolean }) {
  const { id, name, args, result, state } = part
  return (
    <div className="grid min-w-0 gap-3 border-t border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
        <span className="min-w-0 flex-1">
          Call <code className="font-mono wrap-anywhere">{id}</code>
        </span>
        <span className="flex flex-wrap">
          <CopyButton label={`the call of ${name} as JSON`} text={callJson(part)}>
            Copy JSON
          </CopyButton>
          <Button
            size="sm"
            variant="quiet"
            className="font-normal"
            title={`Download the call of ${name}`}
            onClick={() => download(`${name}.json`, callJson(part), 'application/json')}
          >
            Download JSON
          </Button>
        </span>
      </div>
      <div className="grid min-w-0 gap-1">
        <p className="text-sm font-bold">Arguments</p>
        <Payload text={args === '' ? '{}' : args} label={`Arguments of ${name}`} />
      </div>
      {result === undefined ? (
        <p className="text-sm text-ink-2">{nothingYet[state]}</p>
      ) : (
        <Fold
          className="min-w-0"
          summaryClass="w-fit py-0.5 text-sm font-bold"
          open={failed}
          summary={
            <>
              {failed ? 'Error' : 'Result'}{' '}
              <span className="font-normal text-ink-2">{saySize(result)}</span>
            </>
          }
        >
          {() => (
            <div className="mt-1">
              <Payload text={result} label={`Result of ${name}`} failed={failed} />
            </div>
          )}
        </Fold>
      )}
    </div>
  )
}

const nothingYet: Record<ToolPart['state'], string> = {
  running: 'The result has not come yet.',
  waiting: 'It runs when somebody approves it.',
  unanswered: 'The run ended before its result came.',
  done: 'It ended without a result.',
  failed: 'It failed and said nothing more.',
}
