import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import { LRUCache } from 'lru-cache'

import type { Config } from '../../../config/schema.ts'
import type { AppliedView } from '../../../contract.ts'
import { Problem } from '../../../problem.ts'
import { featuresOf } from '../../features.ts'
import { parsed } from '../../wire.ts'
import { type KubernetesClient, kubernetesOf } from './client.ts'
import { type Reference, readOne, segmentsOf } from './documents.ts'
import { kindsOf } from './kinds.ts'
import type { Manifests } from './manifests.ts'
import { appliable, type KubernetesObject, objectOf } from './object.ts'
import { parseDocuments, type Wanted } from './parseDocuments.ts'
import { refusalOf } from './refusal.ts'

export interface Applying {
  /** YAML, the subject who applies it, with the groups that may be asked for, and whether the cluster only says what it would do. */
  apply(
    gateway: string,
    order: { yaml: string; owner: string; groups?: readonly string[]; dryRun: boolean },
  ): Promise<AppliedView[]>
  /**
   * Writes back what stood there before, or removes what was not there. Problem 404 for an id that is
   * gone, 409 where somebody else changed the document since.
   */
  undo(
    gateway: string,
    order: { undo: string; owner: string; groups?: readonly string[] },
  ): Promise<AppliedView>
}

export interface ApplyingParts {
  config: Config
  kubernetes: KubernetesClient
  manifests: Manifests
  /** Called after every change. */
  changed: () => void
}

/** What one application replaced, and what it left behind. */
interface Step {
  gateway: string
  at: Reference
  before: KubernetesObject | null
  after: KubernetesObject
  uid: unknown
}

const fieldManager = 'parallax'
const mostSteps = 200

/** Server-side apply (Kubernetes 1.22) of documents that the configuration lets operators change. */
export function createApplying(parts: ApplyingParts): Applying {
  const { config, kubernetes, manifests } = parts
  const steps = new LRUCache<string, Step>({ max: mostSteps })

  function allow(gateway: string, groups?: readonly string[]): void {
    kubernetesOf(config, gateway)
    const settings = config.gateways[gateway]
    const feature = settings && featuresOf(settings, groups).apply
    if (feature?.available === true) return
    throw new Problem(403, 'forbidden', feature?.reason ?? 'Nothing may be applied here.', {
      hint: `gateways.${gateway}.kubernetes.apply in the configuration says who may.`,
    })
  }

  async function write(
    gateway: string,
    { at, text: body }: Wanted,
    { owner, dryRun }: { owner: string; dryRun: boolean },
  ): Promise<KubernetesObject> {
    const label = `apply ${at.kind.kind} ${at.namespace}/${at.name}`
    const { status, text, host } = await kubernetes.request(gateway, {
      method: 'PATCH',
      segments: segmentsOf(at),
      // an operator means to change what kubectl, Helm or a controller wrote before
      query: { fieldManager, force: 'true', ...(dryRun ? { dryRun: 'All' } : {}) },
      body: { type: 'application/apply-patch+yaml', text: body },
      owner,
      label,
    })
    const written = status < 300 ? objectOf(parsed(text), at.kind) : null
    if (written === null) throw refusalOf(status, text, label, host)
    return written
  }

  async function remove(
    gateway: string,
    { at, uid }: Step,
    version: { resourceVersion?: string },
    owner: string,
  ): Promise<void> {
    const label = `delete ${at.kind.kind} ${at.namespace}/${at.name}`
    const preconditions = { ...(typeof uid === 'string' && { uid }), ...version }
    const { status, text, host } = await kubernetes.request(gateway, {
      method: 'DELETE',
      segments: segmentsOf(at),
      body: {
        type: 'application/json',
        text: JSON.stringify({ apiVersion: 'v1', kind: 'DeleteOptions', preconditions }),
      },
      owner,
      label,
    })
    if (status >= 300) throw refusalOf(status, text, label, host)
  }

  async function applyOne(
    gateway: string,
    wanted: Wanted,
    order: { owner: string; dryRun: boolean },
  ): Promise<AppliedView> {
    const { at } = wanted
    const before = await readOne(kubernetes, gateway, at, order.owner)
    const after = await write(gateway, wanted, order)
    const change = changeOf(before, after)
    const undo = order.dryRun || change === 'unchanged' ? null : randomUUID()
    if (undo !== null) {
      steps.set(undo, { gateway, at, before, after, uid: after.metadata['uid'] })
      parts.changed()
    }
    const { kind, namespace, name } = at
    return { kind: kind.kind, namespace, name, change, undo }
  }

  return {
    async apply(gateway, { yaml, owner, groups, dryRun }) {
      allow(gateway, groups)
      const { namespace } = kubernetesOf(config, gateway)
      const known = await manifests.documents(gateway)
      const namespaces = new Set([
        namespace,
        ...known.flatMap(({ metadata }) => metadata.namespace ?? []),
      ])
      const kinds = kindsOf[config.gateways[gateway]?.product ?? 'other']
      const wanted = parseDocuments(yaml, { kinds, namespace, namespaces })
      // the cluster judges all of them before the first is written
      if (wanted.length > 1 && !dryRun)
        for (const one of wanted) await write(gateway, one, { owner, dryRun: true })
      const applied: AppliedView[] = []
      for (const one of wanted) applied.push(await applyOne(gateway, one, { owner, dryRun }))
      return applied
    },

    async undo(gateway, { undo, owner, groups }) {
      allow(gateway, groups)
      const step = steps.get(undo)
      if (step === undefined || step.gateway !== gateway)
        throw new Problem(404, 'not_found', 'There is nothing to take back under this id.', {
          hint: 'It was taken back already, or the console started anew since.',
        })
      const { at, before, after } = step
      const now = await readOne(kubernetes, gateway, at, owner)
      if (now === null || changeOf(after, now) !== 'unchanged' || now.metadata['uid'] !== step.uid)
        throw new Problem(
          409,
          'conflict',
          `${at.kind.kind} ${at.namespace}/${at.name} was changed by somebody else since.`,
          { hint: 'Look at what is there now, and apply what it should be.' },
        )
      // the cluster compares it once more, for whoever writes between this look and that
      const version = versionOf(now)
      if (before === null) await remove(gateway, step, version, owner)
      else {
        const wanted = appliable(before)
        const text = JSON.stringify({ ...wanted, metadata: { ...wanted.metadata, ...version } })
        await write(gateway, { at, text }, { owner, dryRun: false })
      }
      steps.delete(undo)
      parts.changed()
      const { kind, namespace, name } = at
      return { kind: kind.kind, namespace, name, change: 'changed', undo: null }
    },
  }
}

/** By what somebody would write: versions, status and managed fields change without anybody's doing. */
const changeOf = (
  before: KubernetesObject | null,
  after: KubernetesObject,
): AppliedView['change'] =>
  before === null
    ? 'created'
    : isDeepStrictEqual(appliable(before), appliable(after))
      ? 'unchanged'
      : 'changed'

function versionOf({ metadata }: KubernetesObject): { resourceVersion?: string } {
  const { resourceVersion } = metadata
  return typeof resourceVersion === 'string' ? { resourceVersion } : {}
}
