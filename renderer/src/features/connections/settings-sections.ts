/** The parts of the settings, in their order; each has an address: `/settings?section=metrics`. */
export const settingsSections = [
  { id: 'appearance', title: 'Appearance and time' },
  { id: 'notifications', title: 'Notifications' },
  { id: 'kubeconfig', title: 'Kubeconfig files' },
  { id: 'metrics', title: 'Metric servers' },
  { id: 'ci', title: 'CI' },
  { id: 'certificates', title: 'Certificates' },
  { id: 'proxies', title: 'Proxies and authorities' },
  { id: 'sandbox', title: 'Practice' },
  { id: 'stored', title: 'What is stored where' },
] as const;

export type SettingsSection = (typeof settingsSections)[number]['id'];

/** The part an address names; null where it names none of ours. */
export function sectionOf(text: string | undefined): SettingsSection | null {
  return settingsSections.find(({ id }) => id === text)?.id ?? null;
}
