import { lazy, Suspense, useCallback, useRef } from 'react'

import type { CallRequest, CallView, PersonaView } from '#bff'

import { useCell } from '../cell.ts'
import { writeArguments } from '../mcp/argumentsText.ts'
import { usePolicy } from '../mcp/queries.ts'
import { callsUnderWay } from '../mcp/underWay.ts'
import type { ToolRow } from '../mcp/union.ts'
import { useOpenAsks } from '../mcp/useOpenAsks.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CallAnswer } from './CallAnswer.tsx'
import { useCalls } from './queries.ts'
import { SignInNotice } from './SignInNotice.tsx'
import { ToolPanel } from './ToolPanel.tsx'
import { type Address, useSetAddress } from './useAddress.ts'
import { useCallTool } from './useCallTool.ts'
import { useInSight } from './useInSight.ts'
import { useSlow } from './useSlow.ts'

const UnderWay = lazy(async () => ({ default: (await import('./UnderWay.tsx')).UnderWay }))
const Asks = lazy(async () => ({ default: (await import('./asks/Asks.tsx')).Asks }))
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }))

/** Middle and right: the tool, its answer, and the calls so far. Keyed by gateway and tool. */
export function ToolWork({
  address,
  as,
  row,
  listRead,
}: {
  address: Address
  as: PersonaView
  row: ToolRow | undefined
  listRead: boolean
}) {
  const { gateway, personas, tool: name, args } = address
  const set = useSetAddress()
  const calls = useCalls(gateway.id)
  const policy = usePolicy(gateway.id)
  const send = useCallTool(gateway, (made) =>
    set({ as: made.persona, tool: made.tool, args: writeArguments(made.arguments), call: made.id }),
  )
  const { mutate, error, isPending } = send
  const onSend = useCallback((request: CallRequest) => mutate(request), [mutate])
  const open = calls.find((each) => each.id === address.call)
  const answers = useRef<HTMLDivElement>(null)
  const asks = useOpenAsks().filter((ask) => ask.gateway === gateway.id)
  const underWay = useCell(callsUnderWay).filter(
    (one) => one.gateway === gateway.id && one.tool === name,
  )
  const slow = useSlow(underWay.length > 0)
  const waited = slow ? underWay.map(({ call }) => call) : []
  const inSight = [open?.id ?? '', ...waited, ...asks.map(({ id }) => id)]
  useInSight(answers, inSight.filter(Boolean).join(' '))
  const replay = (call: CallView, persona: string) =>
    mutate({ as: persona, tool: call.tool, arguments: call.arguments })
  return (
    <div className="@container grid min-w-0 gap-6">
      <div className="grid min-w-0 items-start gap-6 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <ToolPanel
          name={name}
          tool={row?.tool}
          standing={standingOf(name, as, row, listRead)}
          naming={policy.naming}
          traceable={gateway.features.trace.available}
          personas={personas.filter((each) => each.state === 'ready' || each.id === as.id)}
          as={as}
          args={args}
          pending={isPending}
          onArgs={(text) => set({ args: text }, true)}
          onAs={(persona) => set({ as: persona, call: '' })}
          onSend={onSend}
        />
        <div ref={answers} className="relative grid min-w-0 gap-6">
          <div data-answer className="absolute top-0 h-8 scroll-mt-22 scroll-mb-52" />
          <Suspense>
            {asks.length > 0 ? <Asks asks={asks} as={as.id} gateway={gateway.label} /> : null}
            {slow ? underWay.map((one) => <UnderWay key={one.call} one={one} />) : null}
          </Suspense>
          {error?.code === 'persona_signin_required' ? <SignInNotice persona={as} /> : null}
          {error && error.code !== 'persona_signin_required' ? (
            <ProblemNotice error={error} />
          ) : null}
          {open ? (
            <CallAnswer
              call={open}
              tool={row?.tool}
              policy={policy}
              personas={personas}
              pending={isPending}
              onReplay={replay}
            />
          ) : (
            slow || <NoAnswer address={address} as={as} />
          )}
          {calls.length === 0 ? null : (
            <Suspense>
              <History calls={calls} open={address.call} />
            </Suspense>
          )}
        </div>
      </div>
    </div>
  )
}

/** Says of a name that this persona does not list no more than the lists that were read prove. */
function standingOf(name: string, as: PersonaView, row: ToolRow | undefined, listRead: boolean) {
  const mine = row?.listings[0]
  if (mine === 'listed') return ''
  if (!listRead)
    return `The list of ${as.label} could not be read. The call can be sent all the same.`
  if (mine === 'hidden') return `Hidden from ${as.label}. The call can be sent all the same.`
  return `${name} is in no list that was read. The call can be sent all the same.`
}

function NoAnswer({ address, as }: { address: Address; as: PersonaView }) {
  if (address.call)
    return (
      <Notice tone="gone" title="This call is no longer in the history.">
        It was cleared, or made in another sign-in. Its request is still here to be sent again.
      </Notice>
    )
  return (
    <p className="rounded-panel border border-dashed border-line-strong px-5 py-4 text-ink-2">
      Not sent as {as.label} yet. The answer will stand here.
    </p>
  )
}
