import type { FaultName } from '../definition/model.ts';
import type { DatePart, Fault } from '../language/fault.ts';

/** What is wrong with a value, whatever its field is called. */
export interface FoundFault {
  readonly code: FaultName;
  readonly fault: Fault;
  /** The faulty ones of several inputs. */
  readonly parts?: readonly DatePart[] | undefined;
}
