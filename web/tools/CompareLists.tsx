import { useRef } from 'react'

import { readArguments, writeArguments } from '../mcp/argumentsText.ts'
import { dryArguments } from '../mcp/dryArguments.ts'
import { listedTools, usePolicy, useToolLists } from '../mcp/queries.ts'
import { alignTools } from '../mcp/union.ts'
import { useStandpoint } from '../session/queries.ts'
import { apart } from '../ui/apart.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CompareColumn } from './CompareColumn.tsx'
import { differences } from './diff.ts'
import { latestCalls } from './latestCalls.ts'
import { PageHead } from './PageHead.tsx'
import { PersonaPicker } from './PersonaPicker.tsx'
import { useCalls } from './queries.ts'
import { RequestLine } from './RequestLine.tsx'
import { saysDifferences } from './saysDifferences.ts'
import { type Address, useSetAddress } from './useAddress.ts'
import { useArgumentsText } from './useArgumentsText.ts'
import { useInSight } from './useInSight.ts'
import { useRecovery } from './useRecovery.ts'
import { useSendAll } from './useSendAll.ts'
import { useToolCommands } from './useToolCommands.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

const most = 4
/**
 * From which width on so many columns stand beside each other without a scroll bar of their own: only
 * then can their heads stay in sight. Spelled out, because Tailwind only keeps class names that it can read.
 */
const roomFor = [
  { count: 2, grid: '@2xl:overflow-visible', head: '@2xl:sticky @2xl:top-14 @2xl:z-1' },
  { count: 3, grid: '@3xl:overflow-visible', head: '@3xl:sticky @3xl:top-14 @3xl:z-1' },
  {
    count: 4,
    grid: '@[60rem]:overflow-visible',
    head: '@[60rem]:sticky @[60rem]:top-14 @[60rem]:z-1',
  },
]
const everyone = ['no one', 'alone', 'as both', 'as all three', 'as all four']

/** Two to four personas side by side: their lists aligned, one request sent as all of them. */
export function CompareLists({ address }: { address: Address }) {
  const { gateway, personas, tool } = address
  const set = useSetAddress()
  useRecovery(gateway.id, personas)
  const columns = address.acting.slice(0, most)
  const ids = columns.map(({ id }) => id)
  const room = roomFor.find(({ count }) => columns.length <= count)
  const usual = useStandpoint()
  const standpoints = apart(ids.map(usual))
  const { lists, refetch } = useToolLists(gateway.id, columns)
  const rows = alignTools(lists.map(listedTools))
  useToolCommands(gateway.id, ids, rows)
  const row = rows.find((each) => each.name === tool)
  const policy = usePolicy(gateway.id)
  const [text, setText] = useArgumentsText({
    subject: tool,
    inUrl: address.args,
    fallback: row ? writeArguments(dryArguments(row.tool.inputSchema)) : '{}',
    write: (args) => set({ args }, true),
  })
  const read = readArguments(text)
  const args = read.ok ? read.value : undefined
  const history = useCalls(gateway.id)
  const answers = args ? latestCalls(history, ids, tool, args) : ids.map(() => undefined)
  const { send, waiting, error } = useSendAll(gateway.id)
  const differ = waiting.size === 0 ? differences(answers) : undefined
  const grid = useRef<HTMLDivElement>(null)
  useInSight(grid, waiting.size === 0 ? 'all' : '')
  const sendAll = () => {
    if (!args || tool === '') return
    void send(ids.map((as) => ({ as, tool, arguments: args })))
  }
  const choose = (name: string) => set({ tool: name, args: '', call: '' }, true)
  const order = (next: string[]) => set({ as: next.join(',') })
  return (
    <div className="@container">
      <PageHead
        title={columns.length === 2 ? 'Same call, two identities' : 'Same call, several identities'}
        address={address}
        actions={<ViewSwitch address={address} ids={ids} />}
      >
        One request, sent as each persona to <code className="font-mono">{gateway.label}</code>.
        What differs is the policy.
      </PageHead>
      <div className="grid gap-5">
        <PersonaPicker personas={personas} chosen={ids} most={most} onChange={order} />
        <div
          ref={grid}
          className={`grid snap-x snap-proximity auto-cols-[minmax(min(17rem,85cqi),1fr)] @3xl:auto-cols-[minmax(15rem,1fr)] grid-flow-col grid-rows-[auto_auto_auto] overflow-x-auto rounded-panel border border-line bg-panel ${room?.grid ?? ''}`}
        >
          {columns.map((persona, index) => (
            <CompareColumn
              key={persona.id}
              persona={persona}
              standpoint={standpoints[index] ?? 0}
              policy={policy}
              list={lists[index]}
              rows={rows}
              at={index}
              tool={tool}
              headClass={room?.head ?? ''}
              answer={answers[index]}
              waiting={waiting.has(persona.id)}
              differences={differ}
              onMove={movesOf(ids, index, order)}
              onChoose={choose}
              onSend={sendAll}
              onRetry={() => refetch(index)}
            />
          ))}
        </div>
        {error ? <ProblemNotice error={error} onRetry={sendAll} /> : null}
        <RequestLine
          tool={tool}
          names={rows.map(({ name }) => name)}
          schema={row?.tool.inputSchema}
          text={text}
          read={read}
          pending={waiting.size > 0}
          note={differ ? saysDifferences(differ) : ''}
          label={`Send ${everyone[columns.length] ?? 'as all'}`}
          onTool={choose}
          onText={setText}
          onSend={sendAll}
        />
      </div>
    </div>
  )
}

/** The steps that a column can take among its neighbours. */
function movesOf(ids: readonly string[], at: number, order: (next: string[]) => void) {
  const swapped = (other: number) => () =>
    order(ids.map((id, index) => ids[index === at ? other : index === other ? at : index] ?? id))
  return {
    ...(at > 0 && { left: swapped(at - 1) }),
    ...(at < ids.length - 1 && { right: swapped(at + 1) }),
  }
}
