import { timingSafeEqual } from 'node:crypto'

import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'

import { AwsFailure } from './failure.ts'

export const service = 'bedrock-agentcore'

/** The only keys of the lab's account: published, like every password here. */
export const labKeys = { accessKeyId: 'LABACCESSKEYID', secretAccessKey: 'lab-secret-access-key' }

const skewMinutes = 5
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

/** One request as its signature covers it: nothing decoded, nothing left out. */
export interface SignedRequest {
  method: string
  url: URL
  headers: Headers
  body: Uint8Array
}

/**
 * Checks AWS Signature Version 4 by making the signature again: algorithm, scope (date, region, service),
 * access key, age, and that Host and every x-amz-* header are covered. Presigned queries are not taken.
 * @throws AwsFailure 403, in the words of AWS's front door
 */
export async function verifySigV4(
  request: SignedRequest,
  region: string,
  now: number,
): Promise<void> {
  const claimed = parse(request.headers.get('authorization') ?? '')
  const { keyId, date, signedHeaders } = claimed
  if (claimed.region !== region) throw invalid('Credential should be scoped to a valid region. ')
  if (claimed.service !== service)
    throw invalid(`Credential should be scoped to correct service: '${service}'. `)
  if (claimed.terminator !== 'aws4_request')
    throw invalid("Credential should be scoped with a valid terminator: 'aws4_request'. ")
  if (keyId !== labKeys.accessKeyId || request.headers.has('x-amz-security-token'))
    throw new AwsFailure(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
  const longDate = request.headers.get('x-amz-date') ?? ''
  const signedAt = timeOf(longDate)
  if (longDate.slice(0, 8) !== date)
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${longDate.slice(0, 8)}', from '${longDate}'.`,
    )
  requireFresh(signedAt, now)
  requireCovered(request.headers, signedHeaders)
  const expected = await signAgain(request, signedHeaders, region, new Date(signedAt))
  if (!same(expected, claimed.signature)) throw invalid(mismatch)
}

const invalid = (message: string) => new AwsFailure('InvalidSignatureException', message)

function parse(authorization: string) {
  const form =
    /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+),? *SignedHeaders=([a-z0-9;_-]+),? *Signature=([0-9a-f]{64})$/
  const found = form.exec(authorization)
  if (!found)
    throw new AwsFailure(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters, and the algorithm AWS4-HMAC-SHA256.",
    )
  const [, keyId, date, region, name, terminator, covered = '', signature = ''] = found
  return {
    keyId,
    date,
    region,
    service: name,
    terminator,
    signature,
    signedHeaders: covered.split(';'),
  }
}

/** Milliseconds of an ISO 8601 basic time, `20261120T101500Z`. */
function timeOf(longDate: string): number {
  const iso = longDate.replace(
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  )
  const time = Date.parse(iso)
  if (Number.isNaN(time))
    throw new AwsFailure(
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    )
  return time
}

const basic = (time: number): string => new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

function requireFresh(signedAt: number, now: number): void {
  const skew = skewMinutes * 60_000
  if (signedAt < now - skew)
    throw invalid(
      `Signature expired: ${basic(signedAt)} is now earlier than ${basic(now - skew)} (${basic(now)} - ${skewMinutes} min.)`,
    )
  if (signedAt > now + skew)
    throw invalid(
      `Signature not yet current: ${basic(signedAt)} is still later than ${basic(now + skew)} (${basic(now)} + ${skewMinutes} min.)`,
    )
}

function requireCovered(headers: Headers, signed: string[]): void {
  if (!signed.includes('host'))
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  const open = [...headers.keys()].find(
    (name) => name.startsWith('x-amz-') && !signed.includes(name),
  )
  if (open)
    throw invalid(`There were headers present in the request which were not signed: ${open}.`)
}

/** The signature over these headers with the lab's secret. The library encodes the path a second time, as the client did. */
async function signAgain(
  { method, url, headers, body }: SignedRequest,
  names: string[],
  region: string,
  signingDate: Date,
): Promise<string> {
  const signer = new SignatureV4({
    credentials: labKeys,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const covered = Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']))
  const hashClaimed = covered['x-amz-content-sha256']
  if (hashClaimed !== undefined && hashClaimed !== (await sha256(body))) throw invalid(mismatch)
  const { headers: signed } = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: covered,
      body,
    },
    { signingDate, signableHeaders: new Set(names) },
  )
  return /Signature=([0-9a-f]{64})/.exec(signed['authorization'] ?? '')?.[1] ?? ''
}

async function sha256(body: Uint8Array): Promise<string> {
  const hash = new Sha256()
  hash.update(body)
  return Buffer.from(await hash.digest()).toString('hex')
}

function queryOf(url: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {}
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name)
  return query
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
