import { useSearchParams } from 'react-router'

import type { Place } from '../../records/place.ts'
import { RegistryPage } from '../../records/RegistryPage.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ExportMenu } from '../export/ExportMenu.tsx'
import { readCompare } from './address.ts'
import { CompareAnswers } from './CompareAnswers.tsx'
import { Picker } from './Picker.tsx'
import { RecordsSaid } from './RecordsSaid.tsx'
import { Sides } from './Sides.tsx'
import { useCompared } from './useCompared.ts'

export { loader, shouldRevalidate } from './loader.ts'

const numbers = ['no', 'one', 'two', 'three', 'four']

/** `/chat/compare`: one question to several Deployments, and their answers side by side. */
export function Component() {
  const [url] = useSearchParams()
  const { names } = readCompare(url)
  const title = `Same question, ${numbers[names.length] ?? 'several'} deployments`
  return (
    <RegistryPage
      title={title}
      lead="One question goes to each of them; what differs in their answers is marked."
    >
      {(place) => <Compare place={place} title={title} />}
    </RegistryPage>
  )
}

function Compare({ place: { as }, title }: { place: Place; title: string }) {
  const compared = useCompared(as)
  const { places, choose, renew } = compared
  if (places.length < 2)
    return (
      <EmptyState title="There is nothing to compare yet">
        A comparison needs two Deployments of agents that are ready. Deploy an agent to a second
        Runtime, then come back.
      </EmptyState>
    )
  return (
    <Sides places={places}>
      {(sides) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <RecordsSaid sides={sides} />
            <div className="flex flex-wrap gap-2">
              <Picker
                as={as}
                names={places.map(({ deployment }) => deployment)}
                onChoose={choose}
              />
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
            </div>
          </div>
          <CompareAnswers sides={sides} compared={compared} />
        </div>
      )}
    </Sides>
  )
}
