import { text, wizard } from 'stepway';

const fields = { value: text('Value') };
const step = (title: string) => ({ title, fields });

/** Eight steps that can be answered in any order once each has been answered. */
export default wizard({ id: 'many', title: 'Many steps', version: 1, start: false })
  .step('s0', step('One'))
  .step('s1', step('Two'))
  .step('s2', step('Three'))
  .step('s3', step('Four'))
  .step('s4', step('Five'))
  .step('s5', step('Six'))
  .step('s6', step('Seven'))
  .step('s7', step('Eight'))
  .complete({ action: 'Send' });
