import { type ReactNode, useEffect, useState } from 'react';
import { useDesignWords } from './words.ts';

/** Shows its children only when the wait has lasted 200 ms: a quick answer never flickers. */
export function Late({ children }: { readonly children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? children : null;
}

/** One bar of a skeleton. */
export function Bone({ width, height = 10, top = 0 }: { readonly width: string; readonly height?: number; readonly top?: number }) {
  return <i className="skeleton" style={{ width, height, marginTop: top }} />;
}

/** A whole page that loads. */
export function PageSkeleton() {
  const words = useDesignWords();
  return (
    <Late>
      <div style={{ padding: '20px 24px' }} aria-busy="true">
        <span className="sr" role="status">
          {words.loading}
        </span>
        <Bone width="32%" height={16} />
        <Bone width="60%" top={18} />
        <Bone width="100%" height={120} top={18} />
        <Bone width="100%" height={120} top={14} />
      </div>
    </Late>
  );
}
