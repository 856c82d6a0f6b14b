import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/Input.css';
import './design/tokens.css';
import './design/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { resolver, theme } from './design/theme.ts';
import { LanguageProvider } from './i18n/LanguageProvider.tsx';
import { App } from './routes.tsx';
import { Notices } from './shell/Notices.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What changes is told (shell/live); the browser's own idea of the network is often wrong, so ask and see.
      staleTime: 60_000,
      gcTime: 600_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: false,
      refetchInterval: (query) => (query.state.status === 'error' ? 15_000 : false),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <BrowserRouter>
            <App />
          </BrowserRouter>
          <Notices />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
