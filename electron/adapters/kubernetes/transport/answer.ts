import { ok, type Result } from '#shared/contract/result.ts';
import { type AnswerHead, headOf } from './answer-head.ts';
import type { ExchangeHandler } from './exchange.ts';
import { type Answer, notJsonFailure, parseJson, statusFailure } from './status-failure.ts';
import type { Peer } from './timed-exchange.ts';

const longestBytes = 256 * 1024 * 1024;

/** An exchange's handler that keeps the whole answer. */
export function collectBody(): Required<Pick<ExchangeHandler, 'onHead' | 'onChunk'>> & { answer(): Answer } {
  let head: AnswerHead = { status: 0, contentType: '', retryAfter: null };
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    onHead(status, headers) {
      head = headOf(status, headers);
    },
    onChunk(chunk) {
      size += chunk.byteLength;
      if (size > longestBytes) throw new RangeError(`the answer is longer than ${longestBytes} bytes`);
      chunks.push(chunk);
    },
    answer: () => ({ ...head, text: Buffer.concat(chunks, size).toString('utf8') }),
  };
}

/** 2xx with JSON is good; everything else is the Failure it stands for. */
export function judgeAnswer(answer: Answer, peer: Peer, now: number): Result<{ status: number; json: unknown }> {
  if (answer.status < 200 || answer.status >= 300) return { ok: false, error: statusFailure(answer, peer.server, peer.source, now) };
  const json = parseJson(answer.text);
  return json === undefined ? { ok: false, error: notJsonFailure(answer, peer.server, peer.source) } : ok({ status: answer.status, json });
}
