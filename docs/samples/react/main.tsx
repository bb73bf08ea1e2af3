import { createRoot } from 'react-dom/client';
import { Wizard } from './wizard.tsx';

// Which wizard, and where it is served: the page's own origin without a base.
const { wizard = 'registration', base = '' } = document.getElementById('root')!.dataset;
createRoot(document.getElementById('root')!).render(<Wizard id={wizard} base={base} />);
