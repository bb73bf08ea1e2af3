import express from 'express';

/** Whether TRUST_PROXY says what Express can make sense of. */
export function isTrust(value: string): boolean {
  try {
    // Express itself says whether it can make sense of it.
    express().set('trust proxy', trustProxyOf(value));
    return true;
  } catch {
    return false;
  }
}

/** What TRUST_PROXY says, as Express' `trust proxy` takes it. */
export function trustProxyOf(value: string): boolean | number | string {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}
