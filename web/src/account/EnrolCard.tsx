import { Door } from './Door.tsx';
import { Enrol } from './Enrol.tsx';
import { useAccountWords } from './words.ts';

/** The second factor that the institution asks for, before anything else. */
export function EnrolCard({ onDone }: { readonly onDone: () => void }) {
  const words = useAccountWords();
  return (
    <Door>
      <h1>{words.enrolTitle}</h1>
      <p className="lead">{words.enrolLead}</p>
      <Enrol onDone={onDone} />
    </Door>
  );
}
