import { PageSkeleton } from '../design/Loading.tsx';

export default function SearchPage() {
  return <PageSkeleton />;
}
