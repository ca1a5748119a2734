import './app/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { markLostCode } from './app/lost-code.ts';
import { styleNonce } from './app/place.ts';
import { queryClient } from './app/query.ts';
import { router } from './app/router.tsx';
import { cssVariablesResolver, theme } from './app/theme.ts';

const NoticeArea = lazy(async () => ({ default: (await import('./app/notice-area.tsx')).NoticeArea }));

// The lock of the page's scrolling, when a dialog opens, is a style element too.
setNonce(styleNonce());
markLostCode();
loadPageCode();

const host = document.getElementById('app');
if (host) {
  createRoot(host).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
        cssVariablesResolver={cssVariablesResolver}
      >
        <QueryClientProvider client={queryClient}>
          <Suspense fallback={null}>
            <NoticeArea />
          </Suspense>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

/** The code of the page comes while the server is still asked who is signed in. */
function loadPageCode(): void {
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    const component = router.routesById[routeId as keyof typeof router.routesById].options?.component;
    // What cannot be loaded is asked for again, and told, by the route itself.
    if (component && 'preload' in component) void component.preload?.()?.catch(() => undefined);
  }
}
