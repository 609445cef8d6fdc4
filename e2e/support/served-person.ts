import { z } from 'zod';
import { resultOf } from '#shared/contract/result.ts';
import { startServe } from './headless.ts';

const Answer = z.object({ json: z.unknown() });

/** One of the kubeconfig's users at a desk of their own that stays (`rcc serve`), asking as its page does: over HTTP, with the session's cookie. */
export interface ServedPerson {
  /** `trains/show`. Throws on a failure, with its words. */
  ask<T>(schema: z.ZodType<T>, procedure: string, input: object): Promise<T>;
  /** A failure as the desk says it. */
  refusal(procedure: string, input: object): Promise<{ kind: string; message: string }>;
  stop(): Promise<void>;
}

export async function servePerson(context: string, home: string): Promise<ServedPerson> {
  const serving = await startServe({ context, home });
  const entered = await fetch(serving.address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';

  async function call(procedure: string, input: object) {
    const headers = { cookie, 'content-type': 'application/json', origin: serving.origin };
    const answer = await fetch(`${serving.origin}/rpc/${procedure}`, { method: 'POST', headers, body: JSON.stringify({ json: input }) });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${procedure}: ${answer.status} ${text}`);
    return resultOf(z.unknown()).parse(Answer.parse(JSON.parse(text)).json);
  }

  return {
    async ask(schema, procedure, input) {
      const said = await call(procedure, input);
      if (!said.ok) throw new Error(`${procedure}: ${said.error.message}`);
      return schema.parse(said.value);
    },
    async refusal(procedure, input) {
      const said = await call(procedure, input);
      if (said.ok) throw new Error(`${procedure} was not refused`);
      return said.error;
    },
    stop: serving.stop,
  };
}
