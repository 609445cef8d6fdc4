import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

export interface TabEntry<T extends string> {
  readonly id: T;
  readonly text: ReactNode;
  /** How many there are, beside the text. */
  readonly count?: number;
  readonly content: ReactNode;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly TabEntry<T>[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
}

/** Parts of one page of which one is shown. Which one belongs in the address, so the caller keeps it. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose }: TabsProps<T>): ReactElement {
  return (
    <AriaTabs
      className="tab-set"
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab !== undefined) onChoose(tab.id);
      }}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, text, count }) => (
          <Tab key={id} id={id} className="tab">
            {text}
            {count === undefined ? null : <span className="tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
