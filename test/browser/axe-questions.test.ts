import { axeTest } from './axe.ts';
import { useBrowser } from './browser.ts';
import { isQuestion, states } from './states.ts';

useBrowser();

for (const state of states.filter(isQuestion)) axeTest(state);
