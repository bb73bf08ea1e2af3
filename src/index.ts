export { WizardError, isWizardError, catalogue, type ErrorCode } from './errors.ts';
