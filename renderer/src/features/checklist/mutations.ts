import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { ChecklistView, Verdict } from '#shared/domain/checklist/views.ts';
import type { Result } from '#shared/contract/result.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

/** What a person says to a checklist. */
export type Word =
  | { readonly say: 'sign'; readonly item: string; readonly text: string }
  | { readonly say: 'unsign'; readonly item: string; readonly text: string }
  | { readonly say: 'waive'; readonly item: string; readonly text: string }
  | {
      readonly say: 'decide';
      readonly verdict: Verdict;
      readonly text: string;
      readonly conditions: readonly string[];
      /** Of what this person saw. */
      readonly evidenceDigest: string;
    };

/** Says one word. The checklist itself comes back live, so nothing here is shown as done before the desk says so. */
export function useSay(train: string): UseMutationResult<Result<ChecklistView>, Error, Word> {
  const { client } = useBackend();
  return useMutation({
    mutationFn: (word: Word) =>
      ask(() => {
        switch (word.say) {
          case 'sign':
            return client.checklist.sign({ train, item: word.item, note: word.text });
          case 'unsign':
            return client.checklist.unsign({ train, item: word.item, note: word.text });
          case 'waive':
            return client.checklist.waive({ train, item: word.item, reason: word.text });
          case 'decide':
            return client.checklist.decide({
              train,
              verdict: word.verdict,
              reason: word.text,
              conditions: [...word.conditions],
              evidenceDigest: word.evidenceDigest,
            });
        }
      }),
  });
}
