import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, StrictMode, useState } from 'react';
import { ClockProvider } from '../components/clock-context.tsx';
import { Sprite } from '../components/sprite.tsx';
import { ToastProvider } from '../components/toasts.tsx';
import { BackendProvider } from '../lib/backend-context.tsx';
import { createDeskRouter } from './router.tsx';
import type { Services } from './services.ts';

export function App({ services }: { readonly services: Services }): ReactElement {
  const [router] = useState(createDeskRouter);
  return (
    <StrictMode>
      <QueryClientProvider client={services.queries}>
        <ClockProvider clock={services.clock}>
          <BackendProvider backend={services.backend} hub={services.hub}>
            <Sprite />
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </BackendProvider>
        </ClockProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}
