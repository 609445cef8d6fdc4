import type { ReactElement, RefObject } from 'react';
import { OutcomeState } from '#shared/domain/audit/entry.ts';
import { Button } from '../../../components/button.tsx';
import { type Choice, SelectField } from '../../../components/select-field.tsx';
import { type FilterKey, valueOf, withValue } from '../filter.ts';

interface FilterBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly problems: readonly string[];
  readonly boxRef: RefObject<HTMLDivElement | null>;
}

const any = 'any';

const actions: readonly Choice<string>[] = [
  { value: any, text: 'any action' },
  ...['rollback', 'rollouts', 'trains', 'checklist', 'incidents', 'connections', 'audit'].map((feature) => ({
    value: feature,
    text: feature,
  })),
];
const outcomes: readonly Choice<string>[] = [
  { value: any, text: 'any outcome' },
  ...OutcomeState.options.map((value) => ({ value, text: value === 'sent' ? 'sent, not effective' : value })),
];
const spans: readonly Choice<string>[] = [
  { value: any, text: 'all time' },
  { value: '15m', text: 'last 15 minutes' },
  { value: '1h', text: 'last hour' },
  { value: '24h', text: 'last 24 hours' },
  { value: '7d', text: 'last 7 days' },
];

/** The common filters to choose from. They are the same words as in the field above, which takes every other. */
export function FilterBar({ query, onQuery, problems, boxRef }: FilterBarProps): ReactElement {
  const select = (key: FilterKey, label: string, choices: readonly Choice<string>[]) => {
    const value = valueOf(query, key);
    const known = value === null || choices.some((choice) => choice.value === value);
    return (
      <SelectField
        label={label}
        bare
        value={value ?? any}
        choices={known ? choices : [...choices, { value: value ?? any, text: value ?? any }]}
        onChange={(next) => onQuery(withValue(query, key, next === any ? null : next))}
      />
    );
  };
  return (
    <div className="audit-filter" ref={boxRef} role="group" aria-label="Filter">
      {select('action', 'Action', actions)}
      {select('outcome', 'Outcome', outcomes)}
      {select('since', 'Since', spans)}
      {query.trim() === '' ? (
        <span className="ink-3 text-12">or type who: target: since:10:30</span>
      ) : (
        <Button look="quiet" onPress={() => onQuery('')}>
          Clear
        </Button>
      )}
      {problems.map((problem) => (
        <p key={problem} className="audit-filter-problem" role="status">
          {problem}
        </p>
      ))}
    </div>
  );
}
