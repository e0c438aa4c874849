import * as z from 'zod'

/**
 * The configuration file, as a person writes it. Secrets are never written in it: a secret is
 * `{ env: NAME }` or `{ file: PATH }`, resolved when it is needed, so that a printed configuration has none.
 */
const secret = z.union([z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })])
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63')
const httpUrl = z.url({ protocol: /^https?$/ })
/** `30m`, `8h`, `500ms`: becomes milliseconds. */
const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/, 'a number with ms, s, m, h or d, such as 30m')
  .transform((text) => Number.parseInt(text, 10) * unit(text.replace(/^\d+/, '')))

const unit = (suffix: string) =>
  ({ ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 })[suffix] ?? 1

const issuer = z.strictObject({
  issuer: httpUrl,
  /** Where the BFF reaches it, when that is not the issuer URL itself (port-forward, cluster DNS). */
  dial: httpUrl.optional(),
  /** Where the browser reaches it. */
  browse: httpUrl.optional(),
  clientId: z.string(),
  clientSecret: secret.optional(),
  clientAuth: z
    .enum(['client_secret_basic', 'client_secret_post', 'none'])
    .default('client_secret_basic'),
  scope: z.string().default('openid profile email'),
})

const persona = { label: z.string().optional(), mint: z.string().optional() }
const personas = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('password'),
    issuer: name,
    username: z.string(),
    password: secret,
    ...persona,
  }),
  z.strictObject({
    kind: z.literal('device'),
    issuer: name,
    scope: z.string().optional(),
    ...persona,
  }),
  z.strictObject({
    kind: z.literal('code'),
    issuer: name,
    prompt: z.string().default('login'),
    scope: z.string().optional(),
    loginHint: z.string().optional(),
    ...persona,
  }),
  z.strictObject({
    kind: z.literal('client_credentials'),
    /** Either an issuer of this file, with its client, or a token endpoint of its own. */
    issuer: name.optional(),
    tokenEndpoint: httpUrl.optional(),
    clientId: z.string().optional(),
    clientSecret: secret.optional(),
    clientAuth: z.enum(['client_secret_basic', 'client_secret_post', 'none']).default('none'),
    scope: z.string().optional(),
    ...persona,
  }),
  /** Without `token` it is pasted once in the console and never shown again. */
  z.strictObject({ kind: z.literal('bearer'), token: secret.optional(), ...persona }),
])

/** Where the documents live that configure a gateway: a Kubernetes API server, or `kubectl proxy`. */
const kubernetes = z.strictObject({
  url: httpUrl,
  token: secret.optional(),
  /** The namespace of the gateway and its policies. */
  namespace: z.string().default('default'),
  /**
   * Lets operators apply documents from the policy page, and take them back: all of them, or the members of
   * these groups, by the claim `groups`.
   */
  apply: z.union([z.boolean(), z.array(z.string()).min(1)]).default(false),
  /** The pod whose log is the gateway's access log. */
  pod: z.string().optional(),
})

const gateway = z.strictObject({
  label: z.string().optional(),
  product: z.enum(['agentgateway', 'kuadrant', 'mcp-proxy', 'other']).default('other'),
  url: httpUrl,
  /** Found out when the gateway is first asked; named here it is not tried. */
  transport: z.enum(['streamable-http', 'sse']).optional(),
  /**
   * agentgateway: the admin port with rules and traces. Kuadrant: the broker, for `/status`. mcp-proxy: its
   * port 19000. Optional: without it the console says that it cannot know.
   */
  admin: httpUrl.optional(),
  kubernetes: kubernetes.optional(),
  personas: z.array(name).min(1),
})

const registry = z.strictObject({
  label: z.string().default('registry'),
  /** Without `/v0`, which is added: http://127.0.0.1:12121. */
  url: httpUrl,
  /** Whom it may be seen as. None for a registry without access control: it is then asked without a token. */
  personas: z.array(name).default([]),
  /** Whom the pages look through first; the first of `personas` when it is left out. */
  default: name.optional(),
  /** Origins that "test connection" may try, such as that of a kagent controller; it tries no other. */
  reach: z.array(httpUrl).default([]),
  /** How often deployments and runtimes are read again while somebody watches. */
  pollEvery: duration.default(1_000),
})

/** How the agents on one Runtime are asked; Runtimes that are not named here are asked through the registry. */
const chatRuntime = z.discriminatedUnion('via', [
  z.strictObject({ via: z.literal('registry') }),
  z.strictObject({
    via: z.literal('kagent'),
    /** Where the BFF reaches the controller, when that is not the Runtime's `kagentUrl` (port-forward). */
    endpoint: httpUrl.optional(),
    /** A2A version to speak; found out from the controller when it is left out. */
    wire: z.enum(['0.3', '1.0']).optional(),
  }),
  z.strictObject({
    via: z.literal('agentcore'),
    /** AWS region; its public endpoint is used unless `endpoint` names another. */
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, such as us-east-1')
      .default('us-east-1'),
    endpoint: httpUrl.optional(),
    /** What its containers speak; found out from the agent when it is left out. */
    protocol: z.enum(['a2a', 'http', 'agui']).optional(),
    /** `bearer` sends the persona's own token, for runtimes with a JWT authorizer. */
    auth: z.enum(['sigv4', 'bearer']).default('sigv4'),
    /** Left out: the AWS SDK's usual chain, from the environment to the instance's role. */
    credentials: z
      .strictObject({
        accessKeyId: secret,
        secretAccessKey: secret,
        sessionToken: secret.optional(),
      })
      .optional(),
    /** After so long without a question AgentCore ends a session (idleRuntimeSessionTimeout, 900 s unless changed). */
    idle: duration.default(15 * 60_000),
  }),
])

const chat = z.strictObject({
  runtimes: z.record(z.string().min(1), chatRuntime).default({}),
  /** What an empty conversation offers to ask. */
  suggestions: z.array(z.string().min(1)).max(8).default(['What can you do?']),
  /** True where the deployed agents have no model behind them and compose their answers by rules. */
  offlineModel: z.boolean().default(false),
  limits: z
    .strictObject({
      /** Of one question. */
      messageBytes: z.int().min(1).default(262_144),
      /** Of an answer: before its first byte, and between two. AgentCore's own limit is 15 minutes. */
      silence: duration.default(15 * 60_000),
      /** Conversations of one operator; the oldest go first. */
      conversationsKept: z.int().min(1).default(200),
      /** Runs of one operator that are under way at a time. */
      runsAtOnce: z.int().min(1).default(8),
      /** Events that are kept of one run; a loop that makes more is ended. */
      eventsPerRun: z.int().min(100).default(20_000),
      /** The longest run. */
      runFor: duration.default(30 * 60_000),
    })
    .prefault({}),
})

export const configSchema = z.strictObject({
  publicOrigin: httpUrl.default('http://localhost:8787'),
  /** Allows `password` personas, whose passwords the configuration holds (RFC 9700 section 2.4 forbids them elsewhere). */
  lab: z.boolean().default(false),
  issuers: z.record(name, issuer),
  operator: z.strictObject({
    issuer: name,
    /** Who may use the console: members of one of these, by the claim `groups`. Left out: every account of the issuer. */
    groups: z.array(z.string()).min(1).optional(),
  }),
  personas: z.record(name, personas).default({}),
  gateways: z.record(name, gateway).default({}),
  registry: registry.optional(),
  chat: chat.prefault({}),
  audit: z
    .strictObject({
      /**
       * Who may read what everybody called: members of one of these, by the claim `groups`. Left out: every
       * operator. Who may not still reads the own calls.
       */
      readers: z.array(z.string()).min(1).optional(),
    })
    .prefault({}),
  data: z.string().default('./data'),
  session: z
    .strictObject({
      /** `k2:base64,k1:base64`; the first seals, all open. Without it a key is made and kept beside the store. */
      keys: secret.optional(),
      idle: duration.default(30 * 60_000),
      absolute: duration.default(8 * 3_600_000),
      maxPerSubject: z.int().min(1).default(5),
    })
    .prefault({}),
  limits: z
    .strictObject({
      bodyBytes: z.int().default(1_048_576),
      upstreamHeaders: duration.default(30_000),
      upstreamIdle: duration.default(300_000),
      /** From one address. */
      signInsPerMinute: z.int().default(20),
      /**
       * How many proxies in front of the BFF append to `X-Forwarded-For`: addresses are told apart by the
       * entry that the outermost of them wrote. With 0 the header is not read, and behind a proxy all share one.
       */
      trustedProxies: z.int().min(0).default(0),
      exchangesKept: z.int().default(500),
      callsKept: z.int().default(200),
      /** Calls in the audit, of all operators together; the oldest go first. */
      auditKept: z.int().min(1).default(5_000),
      /** Event streams and piped GETs that one operator may have open at a time. */
      streams: z.int().min(1).default(50),
    })
    .prefault({}),
})

export type Config = z.output<typeof configSchema>
export type PersonaConfig = Config['personas'][string]
export type IssuerConfig = Config['issuers'][string]
export type GatewayConfig = Config['gateways'][string]
export type ChatRuntimeConfig = Config['chat']['runtimes'][string]
export type Secret = z.output<typeof secret>
