import { PageSkeleton } from '../design/Loading.tsx';

export default function SettingsPage() {
  return <PageSkeleton />;
}
