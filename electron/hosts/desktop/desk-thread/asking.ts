import type { Answer, Question } from './words.ts';

export interface Asking {
  /** Throws what the other side threw, in its words. */
  ask(question: Question): Promise<unknown>;
  answered(answer: Answer): void;
}

/** Questions over a road of messages, each with its answer whenever that comes. */
export function createAsking(send: (id: number, question: Question) => void): Asking {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  return {
    ask(question) {
      last += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(last, answer);
      send(last, question);
      return answer.promise;
    },
    answered({ id, value, error }) {
      const answer = waiting.get(id);
      waiting.delete(id);
      if (error === null) answer?.resolve(value);
      else answer?.reject(new Error(error));
    },
  };
}

/** The other side: what became of one question. Never throws. */
export async function answerTo(id: number, answering: Promise<unknown>): Promise<Answer> {
  try {
    return { id, value: await answering, error: null };
  } catch (error) {
    return { id, value: null, error: error instanceof Error ? error.message : String(error) };
  }
}
