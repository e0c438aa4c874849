import { useState } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ExportMenu } from '../export/ExportMenu.tsx'
import { Picker } from './Picker.tsx'
import { RecordsTable } from './RecordsSaid.tsx'
import type { Side } from './Sides.tsx'
import type { Compared } from './useCompared.ts'

/** What concerns all columns: another one, their records, a new beginning, a file of it all. */
export function CompareActions({
  title,
  sides,
  compared: { choose, renew },
}: {
  title: string
  sides: readonly Side[]
  compared: Compared
}) {
  const [looking, setLooking] = useState(false)
  const [{ as } = { as: '' }] = sides
  return (
    <>
      <span className="contents low:hidden">
        <Picker as={as} names={sides.map(({ deployment }) => deployment)} onChoose={choose} />
        <Button onClick={() => setLooking(true)}>Records</Button>
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
      <Dialog open={looking} onClose={() => setLooking(false)} title="Their records" wide>
        <RecordsTable sides={sides} />
      </Dialog>
    </>
  )
}
