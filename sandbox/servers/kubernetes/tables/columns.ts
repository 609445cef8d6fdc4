import type { StoredObject } from '../../../store/object-store.ts';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly format: string;
  /** 1: shown with `-o wide` alone. */
  readonly priority: number;
}

/** One column of a kind, and how its cell is made. */
export interface ColumnOf extends Column {
  readonly cell: (object: StoredObject, now: number) => unknown;
}

type Cell = ColumnOf['cell'];

export const text = (name: string, cell: Cell): ColumnOf => ({ name, type: 'string', format: '', priority: 0, cell });
export const integer = (name: string, cell: Cell): ColumnOf => ({ ...text(name, cell), type: 'integer' });
export const date = (name: string, cell: Cell): ColumnOf => ({ ...text(name, cell), type: 'date' });
/** Shown in wide tables only. */
export const wide = (column: ColumnOf): ColumnOf => ({ ...column, priority: 1 });
export const nameColumn: ColumnOf = { ...text('Name', ({ metadata }) => metadata.name), format: 'name' };
