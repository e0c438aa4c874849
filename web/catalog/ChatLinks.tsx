import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import type { RecordDetail, RegistryView } from '#bff'

import { type Command, useCommands } from '../commands.ts'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { whyNoChat } from '../records/whyNoChat.ts'

/** As many answers as can stand side by side. */
const sides = ['left', 'right', 'third', 'fourth'] as const

/** To a conversation with each Deployment of a record that can be asked, and to all of them at once. */
export function ChatLinks({
  detail,
  registry,
  as,
}: {
  detail: RecordDetail
  registry: RegistryView
  as: string
}) {
  const navigate = useNavigate()
  const links = useMemo(() => {
    const asked = detail.related
      .filter(({ object }) => object.kind === 'Deployment')
      .filter((each) => whyNoChat(each, registry) === undefined)
      .slice(0, sides.length)
    const single = asked.map(({ object: { metadata }, runtime }) => ({
      to: paths.chat(metadata.name, { as, namespace: metadata.namespace }),
      words: asked.length === 1 ? 'Chat' : `Chat on ${runtime?.name ?? metadata.name}`,
      label: `Chat with ${metadata.name}`,
    }))
    const namespace = asked[0]?.object.metadata.namespace
    const names = asked.map(({ object }) => object.metadata.name)
    const all = {
      to: paths.chatCompare({
        ...Object.fromEntries(names.map((name, index) => [sides[index], name])),
        namespace,
        as,
      }),
      words: asked.length === 2 ? 'Compare both' : `Compare all ${asked.length}`,
      label: `Ask ${asked.length} deployments the same question`,
    }
    return asked.length > 1 ? [...single, all] : single
  }, [detail, registry, as])
  useCommands(
    useMemo(
      () =>
        links.map(({ to, label }): Command => ({
          id: `chat ${to}`,
          label,
          group: 'Chat',
          run: () => void navigate(to),
        })),
      [links, navigate],
    ),
  )
  return links.map(({ to, words }) => (
    <ActionLink key={to} to={to}>
      {words}
    </ActionLink>
  ))
}
