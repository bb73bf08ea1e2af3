import { permit } from './permit.mjs';
import { serve } from './serve.mjs';

await serve([permit]);
