import './ground.css';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../i18n/LanguageProvider.tsx';
import { AreaPage } from './AreaPage.tsx';
import { StatusPage } from './StatusPage.tsx';
import './visitors.css';

// Whoever comes by a signed link has no account and often a telephone: these pages load nothing of the console.
const dark = matchMedia('(prefers-color-scheme: dark)');
function dress(): void {
  document.documentElement.dataset.mantineColorScheme = dark.matches ? 'dark' : 'light';
}
dress();
dark.addEventListener('change', dress);

const [, kind, token = ''] = location.pathname.split('/');

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense fallback={null}>{kind === 'area' ? <AreaPage token={token} /> : <StatusPage token={token} />}</Suspense>
    </LanguageProvider>
  </StrictMode>,
);
