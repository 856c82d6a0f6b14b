import { PageSkeleton } from '../design/Loading.tsx';

export default function ProcedurePage() {
  return <PageSkeleton />;
}
