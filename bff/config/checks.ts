import { isLoopback } from '../security/loopback.ts'
import { parseKeyRing } from '../session/keys.ts'
import { checkChat } from './chatCheck.ts'
import { checkRegistry } from './registryCheck.ts'
import type { Config, IssuerConfig, PersonaConfig, Secret } from './schema.ts'
import type { Secrets } from './secrets.ts'
import type { Finding } from './sentences.ts'
import type { Path } from './source.ts'

/** What no schema of a single place can see: references, secrets, and where plain http would leak. */
export function checkConfig(
  config: Config,
  secrets: Secrets,
): { errors: Finding[]; warnings: Finding[] } {
  const errors: Finding[] = []
  const warnings: Finding[] = []
  const wrong = (path: Path, sentence: string) => errors.push({ path, sentence })

  const knownIssuer = (path: Path, id: string) => {
    if (!Object.hasOwn(config.issuers, id))
      wrong(path, `names the issuer "${id}", which is not under issuers`)
  }
  const attempt = (path: Path, work: () => unknown) => {
    try {
      work()
    } catch (error) {
      wrong(path, error instanceof Error ? error.message : String(error))
    }
  }
  const readable = (path: Path, secret: Secret | undefined) => {
    if (secret !== undefined) attempt(path, () => secrets.read(secret))
  }
  const checkClient = (path: Path, client: Pick<IssuerConfig, 'clientAuth' | 'clientSecret'>) => {
    if (client.clientAuth === 'none') return
    if (client.clientSecret === undefined)
      wrong(path, `is missing; clientAuth ${client.clientAuth} sends it`)
    readable(path, client.clientSecret)
  }

  checkOrigin(config.publicOrigin, wrong)
  for (const { path, url } of urls(config))
    if (new URL(url).username || new URL(url).password)
      wrong(path, 'holds a user name or password; name a secret instead')

  for (const [id, issuer] of Object.entries(config.issuers)) {
    checkClient(['issuers', id, 'clientSecret'], issuer)
    checkTransport(
      ['issuers', id, issuer.dial ? 'dial' : 'issuer'],
      issuer.dial ?? issuer.issuer,
      wrong,
    )
    if (issuer.clientAuth === 'none')
      warnings.push({
        path: ['issuers', id, 'clientAuth'],
        sentence:
          'is none: RFC 10017 wants a confidential client, so that a stolen code is worth nothing',
      })
  }
  knownIssuer(['operator', 'issuer'], config.operator.issuer)

  for (const [id, persona] of Object.entries(config.personas)) {
    const path = ['personas', id]
    if ('issuer' in persona && persona.issuer !== undefined)
      knownIssuer([...path, 'issuer'], persona.issuer)
    if (persona.kind === 'password') {
      if (!config.lab)
        wrong(
          [...path, 'kind'],
          'is password, which only a configuration with `lab: true` may have',
        )
      readable([...path, 'password'], persona.password)
    }
    if (persona.kind === 'bearer') readable([...path, 'token'], persona.token)
    if (persona.kind === 'client_credentials') checkMachine(path, persona, wrong, checkClient)
  }
  for (const [id, { kubernetes }] of Object.entries(config.gateways)) {
    if (kubernetes?.token === undefined) continue
    readable(['gateways', id, 'kubernetes', 'token'], kubernetes.token)
    checkTransport(['gateways', id, 'kubernetes', 'url'], kubernetes.url, wrong)
  }
  for (const [id, gateway] of Object.entries(config.gateways))
    for (const [index, persona] of gateway.personas.entries())
      if (!Object.hasOwn(config.personas, persona))
        wrong(
          ['gateways', id, 'personas', index],
          `names the persona "${persona}", which is not under personas`,
        )
  checkRegistry(config, wrong)
  checkChat(config, wrong, { readable, checkTransport })

  const { keys } = config.session
  if (keys) attempt(['session', 'keys'], () => parseKeyRing(secrets.read(keys)))
  if (config.session.idle > config.session.absolute)
    wrong(['session', 'idle'], 'is longer than session.absolute')
  return { errors, warnings }
}

type Wrong = (path: Path, sentence: string) => void

function checkOrigin(publicOrigin: string, wrong: Wrong): void {
  const url = new URL(publicOrigin)
  if (publicOrigin !== url.origin)
    wrong(['publicOrigin'], `takes an origin alone, without path and slash: ${url.origin}`)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    wrong(
      ['publicOrigin'],
      'takes https: browsers keep Secure cookies over http for localhost alone',
    )
}

/** Tokens and secrets travel there in clear text, so http ends at this machine. */
function checkTransport(path: Path, url: string, wrong: Wrong): void {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !isLoopback(hostname))
    wrong(path, `is plain http to ${hostname}; use https, or dial a port-forward on 127.0.0.1`)
}

type Machine = Extract<PersonaConfig, { kind: 'client_credentials' }>

function checkMachine(
  path: Path,
  persona: Machine,
  wrong: Wrong,
  checkClient: (path: Path, client: Machine) => void,
): void {
  if ((persona.issuer === undefined) === (persona.tokenEndpoint === undefined))
    return wrong([...path, 'kind'], 'client_credentials needs either an issuer or a tokenEndpoint')
  if (persona.tokenEndpoint === undefined) return
  checkTransport([...path, 'tokenEndpoint'], persona.tokenEndpoint, wrong)
  if (persona.clientId === undefined)
    wrong([...path, 'clientId'], 'is missing; a tokenEndpoint of its own needs it')
  checkClient([...path, 'clientSecret'], persona)
}

function* urls(config: Config): Generator<{ path: Path; url: string }> {
  yield { path: ['publicOrigin'], url: config.publicOrigin }
  for (const [id, issuer] of Object.entries(config.issuers))
    for (const key of ['issuer', 'dial', 'browse'] as const)
      if (issuer[key]) yield { path: ['issuers', id, key], url: issuer[key] }
  for (const [id, gateway] of Object.entries(config.gateways))
    for (const key of ['url', 'admin'] as const)
      if (gateway[key]) yield { path: ['gateways', id, key], url: gateway[key] }
  for (const [id, { kubernetes }] of Object.entries(config.gateways))
    if (kubernetes) yield { path: ['gateways', id, 'kubernetes', 'url'], url: kubernetes.url }
  if (config.registry) yield { path: ['registry', 'url'], url: config.registry.url }
  for (const [id, runtime] of Object.entries(config.chat.runtimes))
    if ('endpoint' in runtime && runtime.endpoint)
      yield { path: ['chat', 'runtimes', id, 'endpoint'], url: runtime.endpoint }
}
