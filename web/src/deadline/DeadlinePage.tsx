import { PageSkeleton } from '../design/Loading.tsx';

export default function DeadlinePage() {
  return <PageSkeleton />;
}
