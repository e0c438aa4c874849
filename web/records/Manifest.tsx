import { useState } from 'react'

import type { RecordDetail } from '#bff'

import { CopyButton } from '../ui/CopyButton.tsx'
import { Json } from '../ui/Json.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Wire } from '../ui/Wire.tsx'
import { applyLines } from './applyLines.ts'
import { mask } from './asked.ts'

/** A record as text: YAML, JSON, and the lines that apply it from a shell. */
export function Manifest({ detail, registry }: { detail: RecordDetail; registry: string }) {
  const [tab, setTab] = useState('yaml')
  const { kind, metadata } = detail.object
  const lines = applyLines(registry, `${kind.toLowerCase()}-${metadata.name}.yaml`)
  const json = JSON.stringify(detail.object, null, 2)
  return (
    <div className="grid gap-2">
      <Tabs
        label="Forms of this record"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'yaml', label: 'YAML', content: <Wire text={detail.yaml} label="YAML" /> },
          {
            id: 'json',
            label: 'JSON',
            content: (
              <div className="relative">
                <Json value={detail.object} label="JSON" />
                <div className="absolute top-1 right-1">
                  <CopyButton text={json} label="JSON" />
                </div>
              </div>
            ),
          },
          {
            id: 'apply',
            label: 'Apply it yourself',
            content: (
              <div className="grid gap-3">
                <Wire text={lines.arctl} label="arctl line" />
                <Wire text={lines.curl} label="curl line" />
                <p className="text-sm text-ink-2">
                  Both read your own token from <code className="font-mono">$ARCTL_API_TOKEN</code>.
                </p>
              </div>
            ),
          },
        ]}
      />
      {detail.masked.length > 0 ? (
        <p className="text-sm text-ink-2">
          {detail.masked.length === 1 ? 'One value is' : `${detail.masked.length} values are`}{' '}
          masked as {mask}. Applied here, a mask keeps the value that is there.
        </p>
      ) : null}
    </div>
  )
}
