import { useState } from 'react'

import { type Place, usePlace } from '../../records/place.ts'
import { RegistryPage } from '../../records/RegistryPage.tsx'
import { Standpoint } from '../../records/Standpoint.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { CompareActions } from './CompareActions.tsx'
import { CompareAnswers } from './CompareAnswers.tsx'
import { RecordsSaid, RecordsTable } from './RecordsSaid.tsx'
import { type Side, Sides } from './Sides.tsx'
import { useCompared } from './useCompared.ts'

export { loader, shouldRevalidate } from './loader.ts'

const title = 'Same question, several deployments'

/** `/chat/compare`: one question to several Deployments, and their answers side by side. */
export function Component() {
  const place = usePlace(1)
  if (!place.ok || !place.value.registry.configured)
    return <RegistryPage title={title}>{() => null}</RegistryPage>
  return (
    <div className="@container">
      <Compare place={place.value} />
    </div>
  )
}

function Compare({ place }: { place: Place }) {
  const compared = useCompared(place.as)
  const [looking, setLooking] = useState(false)
  if (compared.places.length < 2)
    return (
      <>
        <PageHeader title={title} />
        <Standpoint place={place} atMost={1} />
        <EmptyState title="There is nothing to compare yet">
          A comparison needs two Deployments of agents that are ready. Deploy an agent to a second
          Runtime, then come back.
        </EmptyState>
      </>
    )
  return (
    <Sides places={compared.places}>
      {(sides) => (
        <>
          <PageHeader
            title={titleOf(sides)}
            action={<CompareActions title={titleOf(sides)} sides={sides} compared={compared} />}
          >
            <RecordsSaid sides={sides} onMore={() => setLooking(true)} />
          </PageHeader>
          <div className="low:hidden">
            <Standpoint place={place} atMost={1} />
          </div>
          <CompareAnswers sides={sides} compared={compared} />
          <Dialog open={looking} onClose={() => setLooking(false)} title="Their records" wide>
            <RecordsTable sides={sides} />
          </Dialog>
        </>
      )}
    </Sides>
  )
}

const numbers = ['no', 'one', 'two', 'three', 'four']

/** Runtimes where each side has its own. */
function titleOf(sides: readonly Side[]): string {
  const runtimes = new Set(sides.flatMap(({ detail }) => detail?.runtime?.name ?? []))
  const what = runtimes.size === sides.length ? 'runtimes' : 'deployments'
  return `Same question, ${numbers[sides.length] ?? 'several'} ${what}`
}
