import { z } from 'zod';

/** Where the token is. Without it: the secret store of the desktop, then RCC_GITHUB_TOKEN, then GITHUB_TOKEN. */
export const SecretFrom = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('file'), path: z.string().min(1) }),
  z.strictObject({ from: z.literal('environment'), name: z.string().regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable') }),
  z.strictObject({ from: z.literal('os-store') }),
]);

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'an https URL, for example https://github.example.com/api/v3' })
  .refine((text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '', {
    error: 'no user or password in the URL: the token is named under tokenFrom',
  })
  .refine((text) => !/[?#]/.test(text), { error: 'a URL without query or fragment' })
  .refine((text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || loopback.test(new URL(text).hostname)), {
    error: 'https: a token does not travel in the clear',
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** GitHub.com, or an Enterprise server by its API's URL. */
export const GithubSettings = z.strictObject({
  baseUrl: BaseUrl.default('https://api.github.com'),
  tokenFrom: SecretFrom.optional(),
  /** http or https URL of a proxy; without it HTTPS_PROXY and NO_PROXY of the environment count. */
  proxy: z
    .url({ protocol: /^https?$/, error: 'an http or https URL of a proxy' })
    .refine((text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '', {
      error: 'no user or password in the URL: set HTTPS_PROXY in the environment of the desk',
    })
    .optional(),
});
export type GithubSettings = z.infer<typeof GithubSettings>;

/** The part `ci` of `<home>/settings.json`. */
export const CiSettings = z.strictObject({ github: GithubSettings });
export type CiSettings = z.infer<typeof CiSettings>;
