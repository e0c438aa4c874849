import { useCallback, useState } from 'react'
import {
  type LoaderFunctionArgs,
  replace,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import { usePlace } from '../records/place.ts'
import { Trail } from '../records/Trail.tsx'
import { Trouble } from '../records/Trouble.tsx'
import { ChatBody } from './ChatBody.tsx'
import { chatTargetQuery, conversationQuery, conversationsQuery } from './queries.ts'
import { newConversation } from './useConversation.ts'

const load = loadRegistry(1, ({ as: [as = ''], url, params: { name = '', conversation } }) => {
  const namespace = url.searchParams.get('namespace') ?? undefined
  return [
    queryClient.fetchQuery(chatTargetQuery(name, { as, namespace })),
    queryClient.fetchQuery(conversationsQuery({ deployment: name, namespace })),
    ...(conversation === undefined
      ? []
      : [queryClient.fetchQuery(conversationQuery(conversation))]),
  ]
})

/** A conversation has one deployment and one persona for its life: the address comes to name both. */
export async function loader(args: LoaderFunctionArgs): Promise<Response | null> {
  const { name = '', conversation } = args.params
  const elsewhere = await load(args)
  if (elsewhere || conversation === undefined) return elsewhere
  const read = queryClient.getQueryData(conversationQuery(conversation).queryKey)
  if (!read?.ok) return null
  const { deployment, persona, namespace } = read.value
  const url = new URL(args.request.url)
  const asked = url.searchParams.get('as') ?? ''
  if (deployment === name && persona === asked) return null
  return replace(paths.chat(deployment, { conversation, as: persona, namespace }))
}

/** `/instances/:name/chat/:conversation?`: questions to a deployed agent, and its answers as they come. */
export function Component() {
  const { name = '', conversation } = useParams()
  const [url] = useSearchParams()
  const namespace = url.get('namespace') ?? undefined
  const place = usePlace(1)
  const [begins, setBegins] = useState(newConversation)
  // The new one stands there before the address says so: whoever writes on at once writes into it.
  const [left, setLeft] = useState<string>()
  const navigate = useNavigate()
  const as = place.ok ? place.value.as : ''
  const begin = useCallback(
    (persona: string) => {
      setBegins(newConversation())
      setLeft(conversation)
      void navigate(paths.chat(name, { as: persona, namespace }))
    },
    [name, namespace, conversation, navigate],
  )
  const began = useCallback(
    (id: string) =>
      void navigate(paths.chat(name, { conversation: id, as, namespace }), {
        replace: true,
        preventScrollReset: true,
      }),
    [name, as, namespace, navigate],
  )
  // The address of a new one is left again: what it began stays where it was begun.
  const [before, setBefore] = useState(conversation)
  if (before !== conversation) {
    setBefore(conversation)
    setLeft(undefined)
    if (before === begins && conversation === undefined) setBegins(newConversation())
  }
  const addressed = conversation !== undefined && conversation !== left
  const id = addressed ? conversation : begins
  return (
    <div className="@container">
      <div className="low:hidden">
        <Trail to={paths.instance(name, { as, namespace })} label={name} />
      </div>
      {place.ok ? (
        <ChatBody
          key={id}
          at={{ deployment: name, namespace, as, conversation: id }}
          addressed={addressed}
          onBegan={began}
          onBegin={begin}
        />
      ) : (
        <Trouble
          error={place.error}
          onRetry={() => void queryClient.invalidateQueries({ queryKey: ['registry'] })}
        />
      )}
    </div>
  )
}
