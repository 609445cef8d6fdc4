import { expect, test } from 'vitest';
import { createAskedCipher } from './asked-of-main.ts';
import { answerTo, createAsking } from './asking.ts';
import type { Question } from './words.ts';

/** Both sides at once: what is asked is answered by `answer`. */
function asked(answer: (question: Question) => Promise<unknown>) {
  const asking = createAsking((id, question) => void answerTo(id, answer(question)).then(asking.answered));
  return createAskedCipher(asking);
}

test('answers reach their questions in whatever order they come', async () => {
  const first = Promise.withResolvers<unknown>();
  const cipher = asked((question) =>
    question.what === 'encrypt' && question.text === 'slow' ? first.promise : Promise.resolve(Buffer.from('q')),
  );
  const slow = cipher.encrypt('slow');
  expect(Buffer.from(await cipher.encrypt('quick')).toString()).toBe('q');
  first.resolve(Buffer.from('s'));
  expect(Buffer.from(await slow).toString()).toBe('s');
});

test('what the other side throws is thrown here in its words', async () => {
  const cipher = asked(() => Promise.reject(new Error('The keyring is locked.')));
  await expect(cipher.available()).rejects.toThrow('The keyring is locked.');
});

test('an answer of another shape is refused', async () => {
  await expect(asked(async () => 'yes').available()).rejects.toThrow();
  await expect(asked(async () => ({ text: 7 })).decrypt(new Uint8Array())).rejects.toThrow();
});
