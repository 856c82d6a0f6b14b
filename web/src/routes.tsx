import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { LoadTrouble } from './design/Trouble.tsx';
import { PageSkeleton } from './design/Loading.tsx';
import { NotFound } from './shell/RoleTrouble.tsx';
import { homeOf, useSession } from './shell/session.ts';
import { Shell } from './shell/Shell.tsx';
import { SignInDialog } from './shell/SignInDialog.tsx';

/** A page is fetched when somebody goes there. After an update of the server its old file is gone: then the whole page is read anew. */
function page(load: () => Promise<{ default: ComponentType }>) {
  return lazy(() =>
    load().catch((error: unknown) => {
      const key = 'ventanilla-reloaded';
      if (sessionStorage.getItem(key) === location.pathname) throw error;
      sessionStorage.setItem(key, location.pathname);
      location.reload();
      return new Promise<never>(() => {});
    }),
  );
}

const SignInPage = page(() => import('./account/SignInPage.tsx'));
const InvitationPage = page(() => import('./account/InvitationPage.tsx'));
const ProfilePage = page(() => import('./account/ProfilePage.tsx'));
const SetupPage = page(() => import('./setup/SetupPage.tsx'));
const TodayPage = page(() => import('./today/TodayPage.tsx'));
const ShiftPage = page(() => import('./today/ShiftPage.tsx'));
const InboxPage = page(() => import('./desk/InboxPage.tsx'));
const ProcedurePage = page(() => import('./procedure/ProcedurePage.tsx'));
const PaperPage = page(() => import('./paper/PaperPage.tsx'));
const QueuePage = page(() => import('./outgoing/QueuePage.tsx'));
const FiguresPage = page(() => import('./figures/FiguresPage.tsx'));
const DeadlinePage = page(() => import('./deadline/DeadlinePage.tsx'));
const SettingsPage = page(() => import('./settings/SettingsPage.tsx'));
const RotaPage = page(() => import('./rota/RotaPage.tsx'));
const ContactsPage = page(() => import('./contacts/ContactsPage.tsx'));
const ContactPage = page(() => import('./contacts/ContactPage.tsx'));
const NoticesPage = page(() => import('./notices/NoticesPage.tsx'));
const SearchPage = page(() => import('./search/SearchPage.tsx'));

export function App() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route path="/entrar" element={<SignInPage />} />
        <Route path="/invitacion" element={<InvitationPage />} />
        <Route path="/primer-inicio" element={<SetupPage />} />
        <Route element={<SignedIn />}>
          <Route path="/imprimir/:id" element={<PaperPage />} />
          <Route element={<Shell />}>
            <Route index element={<Home />} />
            <Route path="/hoy" element={<TodayPage />} />
            <Route path="/mi-turno" element={<ShiftPage />} />
            <Route path="/bandeja/:view?/:conversation?" element={<InboxPage />} />
            <Route path="/turnos/:span?" element={<RotaPage />} />
            <Route path="/procedimiento/:clause?" element={<ProcedurePage />} />
            <Route path="/salida" element={<QueuePage />} />
            <Route path="/cifras/:figure?" element={<FiguresPage />} />
            <Route path="/plazo/:obligation" element={<DeadlinePage />} />
            <Route path="/configuracion/:page?" element={<SettingsPage />} />
            <Route path="/contactos" element={<ContactsPage />} />
            <Route path="/contactos/:id" element={<ContactPage />} />
            <Route path="/buscar" element={<SearchPage />} />
            <Route path="/avisos" element={<NoticesPage />} />
            <Route path="/perfil" element={<ProfilePage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  );
}

/** Whoever is not signed in goes to the door and comes back where they wanted to be. */
function SignedIn() {
  const { data, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (!data) return error ? <LoadTrouble error={error} retry={() => void refetch()} /> : <PageSkeleton />;
  if (!data.person || data.next !== 'done') return <Navigate to={`/entrar?a=${encodeURIComponent(pathname + search)}`} replace />;
  return (
    <>
      <Outlet />
      <SignInDialog />
    </>
  );
}

function Home() {
  const { data } = useSession();
  return data?.person ? <Navigate to={homeOf(data.person)} replace /> : null;
}
