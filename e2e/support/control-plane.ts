/** The real control plane of this run; null where the machine has none. */
export function controlPlane(): { readonly kubeconfig: string; readonly program: string | null } | null {
  const kubeconfig = process.env['RCC_TEST_KUBECONFIG'];
  return kubeconfig === undefined || kubeconfig === '' ? null : { kubeconfig, program: process.env['RCC_TEST_CONTROL_PLANE'] ?? null };
}
