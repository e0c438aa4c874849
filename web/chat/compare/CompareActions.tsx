import { Button } from '../../ui/Button.tsx'
import { ExportMenu } from '../export/ExportMenu.tsx'
import { Picker } from './Picker.tsx'
import type { Side } from './Sides.tsx'
import type { Compared } from './useCompared.ts'

/** What concerns all columns: another one, a new beginning, a file of it all. */
export function CompareActions({
  title,
  sides,
  compared: { choose, renew },
}: {
  title: string
  sides: readonly Side[]
  compared: Compared
}) {
  const offline = sides.some(({ target }) => target?.offlineModel === true)
  const [{ as } = { as: '' }] = sides
  return (
    <>
      {/* The sentence below the heading says it, but is not there on a small stage. */}
      {offline ? (
        <span className="hidden self-center font-bold low:inline">offline model</span>
      ) : null}
      <span className="contents low:hidden">
        <Picker as={as} names={sides.map(({ deployment }) => deployment)} onChoose={choose} />
      </span>
      <Button onClick={() => renew()}>New conversation</Button>
      <ExportMenu
        title={title}
        sides={sides.map((side) => ({
          deployment: side.deployment,
          namespace: side.namespace,
          persona: side.conversation.stored?.persona ?? side.as,
          conversation: side.id,
          target: side.target,
          answers: side.conversation.answers,
        }))}
      />
    </>
  )
}
