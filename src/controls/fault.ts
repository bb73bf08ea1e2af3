import type { FaultName } from '../definition/model.ts';
import type { DatePart, AnswerFault } from '../language/fault.ts';

/** What is wrong with a value, whatever its field is called. */
export interface FoundFault {
  readonly code: FaultName;
  readonly fault: AnswerFault;
  /** The faulty ones of several inputs. */
  readonly parts?: readonly DatePart[] | undefined;
}
