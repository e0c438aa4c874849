import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'

import type { Next } from './http.ts'
import { type FormTarget, deviceCodePage, deviceConfirmPage } from './pages/device.ts'
import { donePage } from './pages/error.ts'
import { paths } from './paths.ts'
import { personById } from './people.ts'

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>

/** Why a typed code was not taken, by the library's class of error. */
const problems: Readonly<Record<string, string>> = {
  NotFoundError: 'No device is waiting with this code. Compare it with the one on the device.',
  ExpiredError: 'This code has expired. Ask the device for a new one.',
  AlreadyUsedError: 'This code has been used already. Ask the device for a new one.',
  NoCodeError: 'Enter the code first.',
}

/** The library hands out a ready form, but with a script in an attribute, which the pages' CSP refuses. */
export const formTarget = (ctx: KoaContextWithOIDC, route: string): FormTarget => ({
  action: ctx.oidc.urlFor(route),
  xsrf: String(ctx.oidc.session?.state?.['secret']),
})

/** The pages of the device flow (RFC 8628 §3.3) where the person is. */
export const devicePages: DeviceFlow = {
  userCodeInputSource: async (ctx, _form, out, error) => {
    ctx.type = 'html'
    if (error?.name === 'AbortedError') {
      ctx.body = await donePage('Refused', 'The device was not let in. You can close this window.')
      return
    }
    const typed =
      error !== undefined && 'userCode' in error ? error.userCode : ctx.state['userCode']
    ctx.body = await deviceCodePage(
      formTarget(ctx, 'code_verification'),
      typeof typed === 'string' ? typed : '',
      error &&
        (problems[error.name] ??
          out?.error_description ??
          'Something went wrong. Start again on the device.'),
    )
  },
  userCodeConfirmSource: async (ctx, _form, client, _deviceInfo, userCode) => {
    ctx.type = 'html'
    const name = client.clientName ?? client.clientId
    ctx.body = await deviceConfirmPage(formTarget(ctx, 'code_verification'), userCode, name)
  },
  successSource: async (ctx) => {
    const name = personById(ctx.oidc.session?.accountId ?? '')?.name ?? 'you'
    ctx.type = 'html'
    ctx.body = await donePage(
      'Connected',
      `The device now acts as ${name}. You can close this window and go back to it.`,
    )
  },
}

/**
 * `verification_uri_complete` fills the code in and leaves the button to the person, which RFC 8628
 * §3.3.1 asks for; the library would post it by a script.
 */
export async function wholeCodeInTheLink(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const code = ctx.query['user_code']
  if (ctx.path === paths.code_verification && ctx.method === 'GET' && typeof code === 'string') {
    ctx.state['userCode'] = code
    ctx.query = {}
  }
  await next()
}
